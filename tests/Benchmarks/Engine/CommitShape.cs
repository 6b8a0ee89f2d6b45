using Orchestrator.Runtime.Stores;

namespace Orchestrator.Benchmarks.Engine;

/// <summary>How much a commit writes: the instance with its state, and its journal. The limit writes the same bytes plainly, a row for each journal entry.</summary>
internal sealed record CommitShape(int StateBytes, int JournalRows, int JournalRowBytes)
{
    /// <summary>Bytes of an instance's own row: ids, times, names.</summary>
    private const int SummaryBytes = 200;

    /// <summary>Reads what the engine has written for an instance.</summary>
    public static async Task<CommitShape> ReadAsync(IDatabase database, string instanceId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT (SELECT SUM(LENGTH(state)) FROM instance_states WHERE instance_id = @id), SUM(last_sequence - first_sequence + 1), SUM(LENGTH(entries))
            FROM journal_chunks WHERE instance_id = @id
            """;
        var parameter = command.CreateParameter();
        parameter.ParameterName = "id";
        parameter.Value = instanceId;
        command.Parameters.Add(parameter);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        var rows = Math.Max(1, Convert.ToInt32(row.GetValue(1), System.Globalization.CultureInfo.InvariantCulture));
        return new CommitShape(
            SummaryBytes + Convert.ToInt32(row.GetValue(0), System.Globalization.CultureInfo.InvariantCulture),
            rows,
            row.IsDBNull(2) ? 0 : Convert.ToInt32(row.GetValue(2), System.Globalization.CultureInfo.InvariantCulture) / rows);
    }
}
