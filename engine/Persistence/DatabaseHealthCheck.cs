using System.Data.Common;
using Dapper;
using Orchestrator.Persistence.Databases;

namespace Orchestrator.Persistence;

internal sealed class DatabaseHealthCheck(Database database) : IDatabaseHealthCheck
{
    public async ValueTask<DatabaseHealth> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            await connection.ExecuteScalarAsync(new CommandDefinition("SELECT id FROM instances LIMIT 1", commandTimeout: 5, cancellationToken: cancellationToken));
            return new DatabaseHealth(database.Kind, IsHealthy: true, Error: null);
        }
        catch (Exception fault) when (fault is DbException or TimeoutException)
        {
            return new DatabaseHealth(database.Kind, IsHealthy: false, fault.Message);
        }
    }
}
