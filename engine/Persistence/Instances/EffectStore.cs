using System.Data.Common;
using Orchestrator.Persistence.Databases;
using Orchestrator.Runtime.Stores;
using static Orchestrator.Runtime.Stores.DatabaseTime;

namespace Orchestrator.Persistence.Instances;

internal sealed class EffectStore(Database database) : IEffectStore
{
    private const int EffectColumns = 9;

    // Instances that are pending or executing (0, 1) are at work on theirs.
    private const string From = "FROM effects e JOIN instances i ON i.id = e.instance_id WHERE e.receipt_at IS NULL AND i.sub_status NOT IN (0, 1)";

    private const string Columns = """
        e.key, e.instance_id, e.activity_instance_id, e.activity_id, e.name, e.intent_at, e.receipt_at, e.receipt, e.attempts, i.tenant, i.definition_id, i.sub_status,
        (SELECT n.message FROM incidents n WHERE n.instance_id = e.instance_id AND n.activity_instance_id = e.activity_instance_id ORDER BY n.timestamp DESC LIMIT 1)
        """;

    public async ValueTask<Page<UnresolvedEffect>> ListUnresolvedAsync(string? tenant, int page, int pageSize, CancellationToken cancellationToken)
    {
        var where = tenant is null ? From : $"{From} AND i.tenant = @tenant";
        return await database.PageAsync(
            $"SELECT COUNT(*) {where}",
            $"SELECT {Columns} {where} ORDER BY e.intent_at, e.key LIMIT @take OFFSET @skip",
            new { tenant, take = pageSize, skip = (long)page * pageSize },
            Read,
            cancellationToken);
    }

    public async ValueTask<UnresolvedEffect?> FindUnresolvedAsync(string key, CancellationToken cancellationToken) =>
        (await database.QueryAsync($"SELECT {Columns} {From} AND e.key = @key", new { key }, Read, cancellationToken)).SingleOrDefault();

    public async ValueTask<bool> CloseAsync(string key, string receipt, DateTimeOffset at, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(
            "UPDATE effects SET receipt_at = @at, receipt = @receipt WHERE key = @key AND receipt_at IS NULL", new { key, receipt, at = ToDatabase(at) }, cancellationToken) == 1;

    private static UnresolvedEffect Read(DbDataReader row) => new(
        Rows.ReadEffect(row),
        row.GetString(EffectColumns),
        row.GetString(EffectColumns + 1),
        StatusCodes.SubStatusFrom(row.GetInt32(EffectColumns + 2)),
        row.Text(EffectColumns + 3));
}
