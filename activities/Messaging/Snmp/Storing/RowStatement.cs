using System.Data.Common;
using System.Globalization;

namespace Orchestrator.Activities.Messaging.Snmp.Storing;

/// <summary>
/// One statement that is run for many rows in a transaction of SQLite, compiled once. Its parameters are <c>@p0</c>, <c>@p1</c> …; one statement with the values of all
/// rows would look each of its thousands of names up among all the others.
/// </summary>
internal static class RowStatement
{
    public static async Task RunAsync(DbConnection connection, DbTransaction transaction, string sql, IEnumerable<object?[]> rows, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                Set(command, i, row[i]);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static void Set(DbCommand command, int place, object? value)
    {
        if (place == command.Parameters.Count)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{place}");
            command.Parameters.Add(parameter);
        }

        command.Parameters[place].Value = value ?? DBNull.Value;
    }
}
