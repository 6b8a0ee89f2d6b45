namespace Orchestrator.Activities.VCloud;

/// <summary>This product as an API extension of vCD. Every call may be repeated. Needs a provider administrator.</summary>
public interface IVcdExtension
{
    /// <summary>Registers the extension, or brings it up to date: URL filters and rights for all routes of published workflows; filters that it made itself and that are no longer wanted go.</summary>
    /// <exception cref="VcdException">vCD refused, or could not be reached.</exception>
    ValueTask<VcdExtensionState> EnsureAsync(CancellationToken cancellationToken);

    /// <summary>Takes the extension off vCD; false when it was not there.</summary>
    /// <exception cref="VcdException">vCD refused, or could not be reached.</exception>
    ValueTask<bool> RemoveAsync(CancellationToken cancellationToken);
}
