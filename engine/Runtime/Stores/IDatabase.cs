using System.Data.Common;

namespace Orchestrator.Runtime.Stores;

/// <summary>The database, for areas with tables of their own. Their schema comes as FluentMigrator migrations in an assembly registered by <see cref="MigrationAssembly"/>.</summary>
/// <remarks>Times are stored as BIGINT, Unix microseconds (<see cref="DatabaseTime"/>), the same on both databases.</remarks>
public interface IDatabase
{
    DatabaseKind Kind { get; }

    /// <summary>Opens a pooled connection. On SQLite open write transactions with <see cref="BeginWriteAsync"/>.</summary>
    ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Begins a write transaction (SQLite: BEGIN IMMEDIATE).</summary>
    ValueTask<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken);
}
