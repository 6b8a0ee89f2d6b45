using System.Data.Common;
using Dapper;
using Orchestrator.Core;
using Orchestrator.Persistence.Databases;
using Orchestrator.Persistence.Instances;
using Orchestrator.Runtime.Locks;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Persistence.Locks;

/// <summary>Every change begins with an update of the lock's own row, so changes of one lock are made one after the other.</summary>
internal sealed class LockStore(Database database, TimeProvider time) : ILockStore
{
    private const string Columns = "tenant, name, owner, instance_id, token, lease_until";

    public async ValueTask<LockGrant?> RequestAsync(LockRequest request, CancellationToken cancellationToken)
    {
        const string enter = """
            INSERT INTO locks (tenant, name, last_token, last_position) VALUES (@Tenant, @Name, 0, 1)
            ON CONFLICT (tenant, name) DO UPDATE SET last_position = locks.last_position + 1 RETURNING last_position
            """;
        const string queue = """
            INSERT INTO lock_requests (owner, tenant, name, position, instance_id, lease, confirmed) VALUES (@Owner, @Tenant, @Name, @position, @InstanceId, @lease, 0)
            ON CONFLICT (owner) DO NOTHING
            """;
        return await database.WriteAsync(
            async (connection, transaction) =>
            {
                var position = await connection.ExecuteScalarAsync<long>(new CommandDefinition(enter, request, transaction, cancellationToken: cancellationToken));
                var row = new { request.Owner, request.Tenant, request.Name, position, request.InstanceId, lease = request.Lease is { } lease ? lease.Ticks / 10 : (long?)null };
                await connection.ExecuteAsync(new CommandDefinition(queue, row, transaction, cancellationToken: cancellationToken));
                await GrantAsync(connection, transaction, request.Tenant, request.Name, cancellationToken);
                return await FindAsync(connection, transaction, request.Owner, cancellationToken);
            },
            cancellationToken);
    }

    public async ValueTask ConfirmAsync(string owner, CancellationToken cancellationToken) =>
        await database.ExecuteAsync("UPDATE lock_requests SET confirmed = 1 WHERE owner = @owner AND token IS NOT NULL", new { owner }, cancellationToken);

    public async ValueTask<LockGrant?> FindAsync(string owner, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await FindAsync(connection, null, owner, cancellationToken);
    }

    public async ValueTask ReleaseAsync(string tenant, string name, string owner, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            async (connection, transaction) =>
            {
                await connection.ExecuteAsync(new CommandDefinition(
                    "UPDATE locks SET last_position = last_position WHERE tenant = @tenant AND name = @name", new { tenant, name }, transaction, cancellationToken: cancellationToken));
                await connection.ExecuteAsync(new CommandDefinition("DELETE FROM lock_requests WHERE owner = @owner", new { owner }, transaction, cancellationToken: cancellationToken));
                await GrantAsync(connection, transaction, tenant, name, cancellationToken);
                return true;
            },
            cancellationToken);

    public async ValueTask<IReadOnlyList<LockGrant>> SweepAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        const string over = """
            SELECT r.tenant, r.name, r.owner FROM lock_requests r
            WHERE r.lease_until < @until OR NOT EXISTS (SELECT 1 FROM instances i WHERE i.id = r.instance_id AND i.status = @running)
            ORDER BY r.owner
            """;
        var parameters = new { until = DatabaseTime.ToDatabase(time.GetUtcNow() - grace), running = StatusCodes.ToDatabase(WorkflowStatus.Running) };
        foreach (var (tenant, name, owner) in await database.QueryAsync(over, parameters, row => (row.GetString(0), row.GetString(1), row.GetString(2)), cancellationToken))
            await ReleaseAsync(tenant, name, owner, cancellationToken);
        return await database.QueryAsync($"SELECT {Columns} FROM lock_requests WHERE token IS NOT NULL AND confirmed = 0 ORDER BY owner", null, Read, cancellationToken);
    }

    /// <summary>Hands a free lock to the first in line.</summary>
    private async Task GrantAsync(DbConnection connection, DbTransaction transaction, string tenant, string name, CancellationToken cancellationToken)
    {
        const string next = """
            UPDATE lock_requests SET token = (SELECT last_token + 1 FROM locks WHERE tenant = @tenant AND name = @name), lease_until = @now + lease
            WHERE owner = (SELECT owner FROM lock_requests WHERE tenant = @tenant AND name = @name ORDER BY position LIMIT 1)
                AND NOT EXISTS (SELECT 1 FROM lock_requests h WHERE h.tenant = @tenant AND h.name = @name AND h.token IS NOT NULL)
            """;
        var parameters = new { tenant, name, now = DatabaseTime.ToDatabase(time.GetUtcNow()) };
        if (await connection.ExecuteAsync(new CommandDefinition(next, parameters, transaction, cancellationToken: cancellationToken)) > 0)
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "UPDATE locks SET last_token = last_token + 1 WHERE tenant = @tenant AND name = @name", parameters, transaction, cancellationToken: cancellationToken));
        }
    }

    private static async Task<LockGrant?> FindAsync(DbConnection connection, DbTransaction? transaction, string owner, CancellationToken cancellationToken) =>
        (await connection.QueryAsync(transaction, $"SELECT {Columns} FROM lock_requests WHERE owner = @owner AND token IS NOT NULL", new { owner }, Read, cancellationToken)).SingleOrDefault();

    private static LockGrant Read(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4), row.TimeOrNull(5));
}
