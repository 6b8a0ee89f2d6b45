namespace Orchestrator.Core.Activities;

/// <summary>How a flowchart decides when an activity with several inbound connections runs.</summary>
public enum FlowchartMode
{
    /// <summary>By tokens on connections and the merge mode of each activity.</summary>
    Token,

    /// <summary>By counting the visits of connections; dead paths propagate. Merge modes have no effect.</summary>
    Counter,
}
