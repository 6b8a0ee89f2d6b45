namespace Orchestrator.Server.Torture;

/// <summary>A way in besides HTTP.</summary>
internal interface ITortureDoor : IAsyncDisposable
{
    /// <summary>True when the other side has taken the operation; false: send it again, with the same id.</summary>
    Task<bool> SendAsync(string operation, CancellationToken cancellationToken);
}
