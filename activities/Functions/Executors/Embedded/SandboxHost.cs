using Jint.Native;

namespace Orchestrator.Activities.Functions.Executors.Embedded;

/// <summary>What the sandbox may ask of the host: write a line, set a timer, hand over the result. One per call, used by one thread.</summary>
internal sealed class SandboxHost(TimeProvider time)
{
    private const int MaxLog = 64 * 1024;
    private const int MaxTimers = 1000;

    private readonly List<string> _logs = [];
    private readonly PriorityQueue<(int Id, JsValue Action), (long Due, int Id)> _timers = new();
    private readonly HashSet<int> _pending = [];
    private readonly long _start = time.GetTimestamp();
    private int _logSize;
    private int _lastTimer;

    public IReadOnlyList<string> Logs => _logs;

    /// <summary>JSON of the result; null while there is none.</summary>
    public string? Result { get; private set; }

    public void Write(string line)
    {
        if (_logSize >= MaxLog)
            return;
        var kept = line.Length > MaxLog - _logSize ? line[..(MaxLog - _logSize)] + "…" : line;
        _logSize += kept.Length + 1;
        _logs.Add(kept);
        if (_logSize >= MaxLog)
            _logs.Add("(the rest of the log is cut off)");
    }

    public void Done(string result) => Result ??= result;

    public int SetTimer(JsValue action, double milliseconds)
    {
        if (_pending.Count >= MaxTimers)
            throw new SandboxLimitException(CallOutcome.OverLimit, $"The function has more than {MaxTimers} timers.");
        var id = ++_lastTimer;
        var delay = double.IsFinite(milliseconds) ? Math.Clamp(milliseconds, 0, int.MaxValue) : 0;
        _timers.Enqueue((id, action), ((long)(time.GetElapsedTime(_start).TotalMilliseconds + delay), id));
        _pending.Add(id);
        return id;
    }

    public void ClearTimer(double id) => _pending.Remove((int)id);

    /// <summary>The timer to run next and how long until it is due; null when there is none.</summary>
    public (JsValue Action, TimeSpan Wait)? NextTimer()
    {
        while (_timers.TryDequeue(out var timer, out var key))
        {
            if (_pending.Remove(timer.Id))
                return (timer.Action, TimeSpan.FromMilliseconds(Math.Max(0, key.Due - time.GetElapsedTime(_start).TotalMilliseconds)));
        }

        return null;
    }
}
