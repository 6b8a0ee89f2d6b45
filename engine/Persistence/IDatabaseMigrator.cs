namespace Orchestrator.Persistence;

/// <summary>Brings the schema up to date. The server runs it before anything else touches the database.</summary>
public interface IDatabaseMigrator
{
    /// <summary>
    /// Applies the migrations of all registered assemblies that the database lacks, in order of version. May be repeated, and several processes may call it
    /// at once: one works, the others wait and find nothing to do. Each migration is a transaction; one that fails throws, and is tried again at the next call.
    /// </summary>
    Task MigrateAsync(CancellationToken cancellationToken);
}
