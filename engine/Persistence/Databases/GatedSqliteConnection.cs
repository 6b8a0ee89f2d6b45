using Microsoft.Data.Sqlite;

namespace Orchestrator.Persistence.Databases;

/// <summary>Gives the turn to the next writer when its transaction ends, however it ends: commit, rollback or dispose.</summary>
internal sealed class GatedSqliteConnection(string connectionString) : SqliteConnection(connectionString)
{
    private SemaphoreSlim? _held;

    protected override SqliteTransaction? Transaction
    {
        get => base.Transaction;
        set
        {
            base.Transaction = value;
            if (value is null)
                Interlocked.Exchange(ref _held, null)?.Release();
        }
    }

    /// <summary>Begins a transaction that takes the write lock at once, under a turn that the caller has taken.</summary>
    public SqliteTransaction BeginGated(SemaphoreSlim turn)
    {
        try
        {
            var transaction = BeginTransaction(deferred: false);
            _held = turn;
            return transaction;
        }
        catch
        {
            turn.Release();
            throw;
        }
    }
}
