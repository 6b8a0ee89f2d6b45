namespace Orchestrator.Core.Activities;

/// <summary>When an activity with several inbound connections runs; see the flowchart reference.</summary>
public enum MergeMode
{
    None,

    /// <summary>At each arrival, once no direct predecessor is still going to run.</summary>
    Stream,

    /// <summary>When every forward inbound connection has arrived.</summary>
    Merge,

    /// <summary>When every inbound connection has arrived, loops included.</summary>
    Converge,

    /// <summary>At the first arrival; the others of the round are swallowed.</summary>
    Cascade,

    /// <summary>At the first arrival; the others are cancelled.</summary>
    Race,
}
