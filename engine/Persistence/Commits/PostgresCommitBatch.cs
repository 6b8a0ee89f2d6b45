using Npgsql;
using Orchestrator.Persistence.Databases;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Persistence.Commits;

/// <summary>Writes commits with <see cref="PostgresCommitStatement"/> on a session of its own; opens a new one after a failure of the connection.</summary>
internal sealed class PostgresCommitBatch(PostgresDatabase database) : ICommitBatch
{
    /// <summary>
    /// One plan for all batches, by index even while the tables are small. A database that acknowledges before the write is durable is told not to, here.
    /// </summary>
    private const string Settings = """
        SET plan_cache_mode = force_generic_plan;
        SET enable_seqscan = off;
        SET enable_mergejoin = off;
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
        """;

    private readonly Dictionary<CommitContents, PostgresCommitStatement> _statements = [];
    private PostgresSession? _session;

    public async Task<IReadOnlyList<CommitOutcome>> WriteAsync(IReadOnlyList<PreparedCommit> commits)
    {
        _session ??= await PostgresSession.OpenAsync(database, Settings);
        var connection = _session.Connection;
        try
        {
            await _session.UseAsync();
            return await WriteRoundsAsync(connection, commits);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.DivisionByZero && commits.Count == 1)
        {
            return [await HasKeyAsync(connection, commits[0].Commit.IdempotencyKey!) ? CommitOutcome.Duplicate : CommitOutcome.RevisionLost];
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
        foreach (var statement in _statements.Values)
            await statement.DisposeAsync();
        _statements.Clear();
        if (_session is not null)
            await _session.DisposeAsync();
        _session = null;
    }

    /// <summary>An instance or key that comes again waits for the next round, so that it sees what the round before has written.</summary>
    private async Task<IReadOnlyList<CommitOutcome>> WriteRoundsAsync(NpgsqlConnection connection, IReadOnlyList<PreparedCommit> commits)
    {
        var rounds = Rounds(commits);
        if (rounds.Count == 1)
            return await WriteRoundAsync(connection, commits);

        var outcomes = new CommitOutcome[commits.Count];
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var round in rounds)
        {
            var written = await WriteRoundAsync(connection, [.. round.Select(place => commits[place])]);
            for (var i = 0; i < round.Count; i++)
                outcomes[round[i]] = written[i];
        }

        await transaction.CommitAsync();
        return outcomes;
    }

    private async Task<IReadOnlyList<CommitOutcome>> WriteRoundAsync(NpgsqlConnection connection, IReadOnlyList<PreparedCommit> commits)
    {
        var contents = CommitContentsOf.All(commits);
        if (!_statements.TryGetValue(contents, out var statement))
        {
            statement = new PostgresCommitStatement(connection, contents);
            await statement.PrepareAsync();
            _statements[contents] = statement;
        }

        return await statement.WriteAsync(commits);
    }

    /// <summary>Whether a key was written before.</summary>
    private static async Task<bool> HasKeyAsync(NpgsqlConnection connection, string key)
    {
        await using var command = new NpgsqlCommand("SELECT 1 FROM idempotency_keys WHERE key = $1", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        return await command.ExecuteScalarAsync() is not null;
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
}
