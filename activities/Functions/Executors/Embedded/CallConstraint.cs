using Jint;

namespace Orchestrator.Activities.Functions.Executors.Embedded;

/// <summary>
/// Time, memory and statements of one call, counted over all that the call does: the module's load, the handler, its promises and timers.
/// Must be made on the thread that runs the call.
/// </summary>
internal sealed class CallConstraint(EmbeddedLimits limits, TimeProvider time, CancellationToken cancellationToken) : Constraint
{
    private const int ChecksPerLook = 128;

    private readonly long _startTime = time.GetTimestamp();
    private readonly CallMemory _memory = new(limits.HeldBytes);
    private long _statements;

    public TimeSpan Elapsed => time.GetElapsedTime(_startTime);

    public TimeSpan Left => limits.Time - Elapsed;

    public override bool IsAmortizable => false;

    public override void Check()
    {
        if (++_statements > limits.Statements)
            throw new SandboxLimitException(CallOutcome.OverLimit, $"The function exceeded its limit of {limits.Statements} statements in the embedded sandbox.");
        if (_memory.IsOverLimit())
            throw new SandboxLimitException(CallOutcome.OutOfMemory, limits.MemoryMessage);
        if (_statements % ChecksPerLook == 0)
            CheckTime();
    }

    public void CheckTime()
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Left <= TimeSpan.Zero)
            throw new SandboxLimitException(CallOutcome.TimedOut, limits.TimeMessage);
    }

    /// <summary>Nothing: the limits hold for the whole call, however often the engine is entered.</summary>
    public override void Reset()
    {
    }
}
