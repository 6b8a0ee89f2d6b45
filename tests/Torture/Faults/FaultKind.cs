namespace Orchestrator.Tests.Torture.Faults;

/// <summary>What happens at a write.</summary>
public enum FaultKind
{
    /// <summary>The process dies before it.</summary>
    KillBefore,

    /// <summary>The process dies after it, before anybody learns of it.</summary>
    KillAfter,

    /// <summary>The write fails and leaves nothing; the process lives.</summary>
    FailBefore,

    /// <summary>The write is done but its answer is lost; the process lives.</summary>
    FailAfter,

    /// <summary>The write is sent twice.</summary>
    Duplicate,

    /// <summary>The write is done when nothing else is left to do.</summary>
    Delay,
}
