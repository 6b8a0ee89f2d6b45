namespace Orchestrator.Runtime.Api;

/// <summary>One waiting request.</summary>
public interface IApiReplyWait : IDisposable
{
    Task<ApiReply> Reply { get; }

    /// <summary>Instances that the request has started or resumed; empty until it was dispatched.</summary>
    IReadOnlyList<string> InstanceIds { get; }

    /// <summary>Where the caller can ask how the work goes on; null until the request was dispatched to a workflow.</summary>
    string? Location { get; }
}
