namespace Orchestrator.Persistence;

/// <summary>Tells whether the database can be used.</summary>
public interface IDatabaseHealthCheck
{
    /// <summary>Asks the database for one row of the engine's own tables. Never throws for a database that is away or not migrated: that is an answer.</summary>
    ValueTask<DatabaseHealth> CheckAsync(CancellationToken cancellationToken);
}
