using Npgsql;
using Orchestrator.Persistence.Databases;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Persistence.Commits;

/// <summary>Writes commits with <see cref="PostgresCommitStatement"/> on a connection of its own; opens a new one after a failure of the connection.</summary>
internal sealed class PostgresCommitBatch(PostgresDatabase database) : ICommitBatch
{
    private NpgsqlConnection? _connection;
    private PostgresCommitStatement? _statement;

    public async Task<IReadOnlyList<CommitOutcome>> WriteAsync(IReadOnlyList<PreparedCommit> commits)
    {
        var statement = await StatementAsync();
        try
        {
            return await WriteRoundsAsync(statement, commits);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.DivisionByZero && commits.Count == 1)
        {
            return [await statement.HasKeyAsync(commits[0].Commit.IdempotencyKey!) ? CommitOutcome.Duplicate : CommitOutcome.RevisionLost];
        }
        catch (Exception fault) when (IsInDoubt(fault))
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>An error that PostgreSQL reports has taken the transaction back; whatever else fails leaves open whether it was committed.</summary>
    public bool IsInDoubt(Exception fault) => fault is not PostgresException { InvariantSeverity: "ERROR" };

    public async ValueTask DisposeAsync()
    {
        if (_statement is not null)
            await _statement.DisposeAsync();
        if (_connection is not null)
            await _connection.DisposeAsync();
        (_statement, _connection) = (null, null);
    }

    /// <summary>An instance or key that comes again waits for the next round, so that it sees what the round before has written.</summary>
    private static async Task<IReadOnlyList<CommitOutcome>> WriteRoundsAsync(PostgresCommitStatement statement, IReadOnlyList<PreparedCommit> commits)
    {
        var rounds = Rounds(commits);
        if (rounds.Count == 1)
            return await statement.WriteAsync(commits);

        var outcomes = new CommitOutcome[commits.Count];
        await using var transaction = await statement.BeginAsync();
        foreach (var round in rounds)
        {
            var written = await statement.WriteAsync(round.Select(place => commits[place]));
            for (var i = 0; i < round.Count; i++)
                outcomes[round[i]] = written[i];
        }

        await transaction.CommitAsync();
        return outcomes;
    }

    private static List<List<int>> Rounds(IReadOnlyList<PreparedCommit> commits)
    {
        var rounds = new List<List<int>>();
        var seen = new Dictionary<(bool IsKey, string Id), int>(commits.Count);
        for (var place = 0; place < commits.Count; place++)
        {
            var instance = (false, commits[place].Commit.Summary.Id);
            var round = seen.GetValueOrDefault(instance, -1) + 1;
            if (commits[place].Commit.IdempotencyKey is { } key)
            {
                round = Math.Max(round, seen.GetValueOrDefault((true, key), -1) + 1);
                seen[(true, key)] = round;
            }

            seen[instance] = round;
            if (round == rounds.Count)
                rounds.Add([]);
            rounds[round].Add(place);
        }

        return rounds;
    }

    private async ValueTask<PostgresCommitStatement> StatementAsync()
    {
        if (_statement is not null)
            return _statement;
        _connection = await database.OpenOwnAsync(CancellationToken.None);
        try
        {
            await using (var settings = _connection.CreateCommand())
            {
                // One plan for all batches, by index even while the tables are small: it is kept while they grow. A database that acknowledges before the
                // write is durable is told not to, here.
                settings.CommandText = """
                    SET plan_cache_mode = force_generic_plan;
                    SET enable_seqscan = off;
                    SET enable_mergejoin = off;
                    SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
                    """;
                await settings.ExecuteNonQueryAsync();
            }

            var statement = new PostgresCommitStatement(_connection);
            await statement.PrepareAsync();
            return _statement = statement;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }
}
