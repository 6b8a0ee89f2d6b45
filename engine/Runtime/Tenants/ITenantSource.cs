namespace Orchestrator.Runtime;

/// <summary>Where tenants come from, such as the organisations of a vCloud Director.</summary>
public interface ITenantSource
{
    /// <summary>Brings what the source has now into the <see cref="ITenantDirectory"/>. A source that is away changes nothing; it says so in the log.</summary>
    ValueTask RefreshAsync(CancellationToken cancellationToken);
}
