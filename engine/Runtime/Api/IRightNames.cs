namespace Orchestrator.Runtime.Api;

/// <summary>Names of vCD's rights.</summary>
public interface IRightNames
{
    /// <summary>Names of the rights with these urns; unknown ones are left out. Throws when they cannot be asked for just now.</summary>
    ValueTask<IReadOnlyCollection<string>> FindAsync(IReadOnlyCollection<string> urns, CancellationToken cancellationToken);
}
