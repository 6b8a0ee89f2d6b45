namespace Orchestrator.Runtime.Api;

/// <summary>Requests of this process that wait for a workflow's reply. Safe for concurrent use.</summary>
public interface IApiReplies
{
    /// <summary>Registers the wait; call it before dispatching. Dispose of it when the caller is gone.</summary>
    IApiReplyWait Expect(string requestId);

    /// <summary>Tells the waiting request which instances work on it; nothing happens when nobody waits.</summary>
    void Accept(string requestId, IReadOnlyList<string> instanceIds, string location);

    /// <summary>Hands a reply to the waiting request; false when nobody waits (any more).</summary>
    bool TryComplete(string requestId, ApiReply reply);
}
