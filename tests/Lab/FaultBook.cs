using System.Text.RegularExpressions;

namespace Orchestrator.Lab;

/// <summary>The faults that wait for their request.</summary>
internal sealed class FaultBook
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];
    private int _next;

    public int Add(LabFault fault)
    {
        var entry = new Entry(fault);
        lock (_gate)
        {
            entry.Id = ++_next;
            _entries.Add(entry);
            return entry.Id;
        }
    }

    /// <summary>Releases who waits for the fault and forgets it. Answers whether it was known.</summary>
    public bool Release(int id)
    {
        lock (_gate)
        {
            var entry = _entries.Find(e => e.Id == id);
            if (entry is null)
                return false;
            entry.Released.TrySetResult();
            return _entries.Remove(entry);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _entries.ForEach(e => e.Released.TrySetResult());
            _entries.Clear();
        }
    }

    /// <summary>The faults that hit this request, each used up by one.</summary>
    public IReadOnlyList<Hit> Take(string method, string path)
    {
        lock (_gate)
        {
            var hits = _entries.FindAll(e => e.Left > 0 && e.Matches(method, path));
            foreach (var entry in hits)
            {
                entry.Left--;
                entry.WasHit.TrySetResult();
            }

            _entries.RemoveAll(e => e.Left == 0 && e.Fault.Kind != LabFaultKind.Hold);
            return hits.ConvertAll(e => new Hit(e.Fault, e.Released.Task));
        }
    }

    /// <summary>Ends when a request met the fault for the first time.</summary>
    public Task WasHit(int id)
    {
        lock (_gate)
            return _entries.Find(e => e.Id == id)?.WasHit.Task ?? Task.CompletedTask;
    }

    public IReadOnlyList<(int Id, LabFault Fault, int Left)> List()
    {
        lock (_gate)
            return _entries.ConvertAll(e => (e.Id, e.Fault, e.Left));
    }

    internal sealed record Hit(LabFault Fault, Task Released);

    private sealed class Entry
    {
        private readonly string? _method;
        private readonly Regex _path;

        public Entry(LabFault fault)
        {
            Fault = fault;
            Left = fault.Times;
            var parts = fault.Match.Split(' ', 2);
            var hasMethod = parts.Length == 2 && parts[0].All(char.IsAsciiLetterUpper);
            _method = hasMethod ? parts[0] : null;
            _path = new Regex(hasMethod ? parts[1] : fault.Match, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }

        public int Id { get; set; }

        public LabFault Fault { get; }

        public int Left { get; set; }

        public TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource WasHit { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Matches(string method, string path) => (_method is null || _method == method) && _path.IsMatch(path);
    }
}
