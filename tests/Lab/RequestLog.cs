namespace Orchestrator.Lab;

/// <summary>The last 5,000 requests.</summary>
internal sealed class RequestLog(TimeProvider time)
{
    private const int Capacity = 5_000;
    private readonly Lock _gate = new();
    private readonly Queue<Entry> _entries = new();
    private long _next;

    public Entry Add(string method, string path, string query, string body)
    {
        lock (_gate)
        {
            var entry = new Entry { Request = new LabRequestEntry(++_next, time.GetUtcNow(), method, path, query, body, null) };
            _entries.Enqueue(entry);
            if (_entries.Count > Capacity)
                _entries.Dequeue();
            return entry;
        }
    }

    public IReadOnlyList<LabRequestEntry> Since(long sequence)
    {
        lock (_gate)
            return [.. _entries.Select(e => e.Request).Where(r => r.Sequence > sequence)];
    }

    internal sealed class Entry
    {
        public required LabRequestEntry Request { get; set; }

        public void Answered(int status) => Request = Request with { Status = status };
    }
}
