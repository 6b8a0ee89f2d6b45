namespace Orchestrator.Runtime.Api;

/// <summary>One waiting request.</summary>
public interface IApiReplyWait : IDisposable
{
    Task<ApiReply> Reply { get; }
}
