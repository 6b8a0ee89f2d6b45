using System.Data.Common;
using System.Text.Json;
using Dapper;
using Orchestrator.Persistence.Databases;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Persistence.Documents;

internal sealed class DocumentStore(Database database, TimeProvider time) : IDocumentStore
{
    private const string Columns = "tenant, id, json, revision, updated_at";

    public async ValueTask<Document<T>?> FindAsync<T>(string collection, string tenant, string id, CancellationToken cancellationToken) where T : class
    {
        var rows = await database.QueryAsync(
            $"SELECT {Columns} FROM documents WHERE collection = @collection AND tenant = @tenant AND id = @id",
            new { collection, tenant, id },
            Read<T>,
            cancellationToken);
        return rows.SingleOrDefault();
    }

    public async ValueTask<IReadOnlyList<Document<T>>> ListAsync<T>(string collection, string? tenant, CancellationToken cancellationToken) where T : class
    {
        var where = new SqlWhere().AddIf(true, "collection = @collection").AddIf(tenant is not null, "tenant = @tenant");
        return await database.QueryAsync(
            $"SELECT {Columns} FROM documents{where} ORDER BY id, tenant", new { collection, tenant }, Read<T>, cancellationToken);
    }

    public async ValueTask<long?> SaveAsync<T>(string collection, string tenant, string id, T value, long? expectedRevision, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value);
        const string insert = """
            INSERT INTO documents (collection, tenant, id, revision, updated_at, json) VALUES (@collection, @tenant, @id, 1, @updatedAt, @json)
            """;
        const string change = "SET revision = documents.revision + 1, updated_at = @updatedAt, json = @json";
        var sql = expectedRevision switch
        {
            null => $"{insert} ON CONFLICT (collection, tenant, id) DO UPDATE {change} RETURNING revision",
            0 => $"{insert} ON CONFLICT (collection, tenant, id) DO NOTHING RETURNING revision",
            _ => $"UPDATE documents {change} WHERE collection = @collection AND tenant = @tenant AND id = @id AND revision = @expectedRevision RETURNING revision",
        };
        var parameters = new
        {
            collection,
            tenant,
            id,
            updatedAt = DatabaseTime.ToDatabase(time.GetUtcNow()),
            json = JsonSerializer.Serialize(value, PlainJson.Options),
            expectedRevision,
        };
        return await database.WriteAsync(
            (connection, transaction) => connection.ExecuteScalarAsync<long?>(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken)),
            cancellationToken);
    }

    public async ValueTask<bool> DeleteAsync(string collection, string tenant, string id, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(
            "DELETE FROM documents WHERE collection = @collection AND tenant = @tenant AND id = @id", new { collection, tenant, id }, cancellationToken) == 1;

    private static Document<T> Read<T>(DbDataReader row) where T : class => new(
        row.GetString(0),
        row.GetString(1),
        JsonSerializer.Deserialize<T>(row.GetString(2), PlainJson.Options) ?? throw new InvalidDataException($"Document '{row.GetString(1)}' holds no value."),
        row.GetInt64(3),
        row.Time(4));
}
