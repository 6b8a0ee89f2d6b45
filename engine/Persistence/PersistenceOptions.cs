using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Persistence;

/// <summary>Where the data lives and how it is written. Exactly one of <see cref="SqlitePath"/> and <see cref="PostgresConnectionString"/> is set.</summary>
public sealed class PersistenceOptions
{
    /// <summary>File of the SQLite database; it is created when missing, its folder must exist. Default: none.</summary>
    public string? SqlitePath { get; set; }

    /// <summary>Npgsql connection string of a PostgreSQL database (15 or newer), such as <c>Host=db;Username=orchestrator;Database=orchestrator</c>. Default: none.</summary>
    public string? PostgresConnectionString { get; set; }

    /// <summary>Commits that may wait for the writer before callers are held back. Default 1024; 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int QueueCapacity { get; set; } = 1024;

    /// <summary>Commits that share a transaction at most. Default 256; 1 to 256.</summary>
    [Range(1, 256)]
    public int MaxBatchSize { get; set; } = 256;

    /// <summary>How long a writer waits for another one on SQLite before it gives up, in seconds. Default 30; 1 to 600.</summary>
    [Range(1, 600)]
    public int LockTimeoutSeconds { get; set; } = 30;
}
