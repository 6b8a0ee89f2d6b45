using System.Data.Common;
using Orchestrator.Persistence.Databases;
using Orchestrator.Runtime.Stores;
using static Orchestrator.Runtime.Stores.DatabaseTime;

namespace Orchestrator.Persistence.Operations;

internal sealed class RequestStore(Database database, TimeProvider time) : IRequestStore
{
    public async ValueTask<KnownRequest?> BeginAsync(string key, string bodyHash, DateTimeOffset abandonedBefore, CancellationToken cancellationToken)
    {
        var parameters = new { key, bodyHash, now = ToDatabase(time.GetUtcNow()), abandoned = ToDatabase(abandonedBefore) };
        var began = await database.ExecuteAsync(
            """
            INSERT INTO idempotent_requests (key, body_hash, created_at) VALUES (@key, @bodyHash, @now)
            ON CONFLICT (key) DO UPDATE SET body_hash = excluded.body_hash, created_at = excluded.created_at
            WHERE idempotent_requests.status IS NULL AND idempotent_requests.created_at < @abandoned
            """,
            parameters,
            cancellationToken);
        if (began == 1)
            return null;
        var rows = await database.QueryAsync(
            "SELECT body_hash, status, content_type, headers, body FROM idempotent_requests WHERE key = @key", new { key }, Read, cancellationToken);
        return rows.SingleOrDefault() ?? new KnownRequest(bodyHash, null); // Forgotten in this moment: the client tries again.
    }

    public async ValueTask CompleteAsync(string key, KnownAnswer answer, CancellationToken cancellationToken) => await database.ExecuteAsync(
        "UPDATE idempotent_requests SET status = @status, content_type = @contentType, headers = @headers, body = @body WHERE key = @key",
        new { key, status = answer.Status, contentType = answer.ContentType, headers = answer.Headers, body = answer.Body.ToArray() },
        cancellationToken);

    public async ValueTask ForgetAsync(string key, CancellationToken cancellationToken) =>
        await database.ExecuteAsync("DELETE FROM idempotent_requests WHERE key = @key AND status IS NULL", new { key }, cancellationToken);

    public async ValueTask<int> DeleteBeforeAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        await database.ExecuteAsync("DELETE FROM idempotent_requests WHERE created_at < @before", new { before = ToDatabase(before) }, cancellationToken);

    private static KnownRequest Read(DbDataReader row) => new(
        row.GetString(0),
        row.IsDBNull(1) ? null : new KnownAnswer(row.GetInt32(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetString(3), row.GetFieldValue<byte[]>(4)));
}
