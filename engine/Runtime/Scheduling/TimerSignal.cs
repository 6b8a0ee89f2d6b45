namespace Orchestrator.Runtime.Scheduling;

/// <summary>Wakes the timer loop, unless it wakes early enough by itself.</summary>
internal sealed class TimerSignal : WakeSignal
{
    private long expected = long.MaxValue;

    /// <summary>When the loop wakes by itself; null: any timer wakes it.</summary>
    public void Expect(DateTimeOffset? next) => Volatile.Write(ref expected, next?.UtcTicks ?? long.MaxValue);

    /// <summary>Tells of a committed timer.</summary>
    public void Set(DateTimeOffset due)
    {
        if (due.UtcTicks < Volatile.Read(ref expected))
            Set();
    }
}
