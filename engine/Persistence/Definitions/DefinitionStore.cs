using System.Data.Common;
using Dapper;
using Orchestrator.Persistence.Databases;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Persistence.Definitions;

internal sealed class DefinitionStore(Database database) : IDefinitionStore
{
    private const string Columns = "id, definition_id, version, name, description, tenant, is_latest, is_published, is_readonly, created_at, json, saved_by";

    public async ValueTask<StoredDefinition?> FindAsync(string versionId, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync($"SELECT {Columns} FROM definitions WHERE id = @versionId", new { versionId }, Read, cancellationToken);
        return rows.SingleOrDefault();
    }

    public async ValueTask<StoredDefinition?> FindAsync(string definitionId, VersionOptions version, CancellationToken cancellationToken)
    {
        var where = new SqlWhere().AddIf(true, "definition_id = @definitionId").AddIf(Matching(version) is not null, Matching(version)!);
        var rows = await database.QueryAsync(
            $"SELECT {Columns} FROM definitions{where} ORDER BY version DESC LIMIT 1", new { definitionId, version = version.Version }, Read, cancellationToken);
        return rows.SingleOrDefault();
    }

    public async ValueTask<Page<StoredDefinition>> ListAsync(DefinitionFilter filter, CancellationToken cancellationToken)
    {
        var like = database.Like;
        var where = new SqlWhere()
            .AddIf(Matching(filter.Version) is not null, Matching(filter.Version)!)
            .AddIf(filter.DefinitionIds is not null, database.In("definition_id", "@definitionIds"))
            .AddIf(filter.Ids is not null, database.In("id", "@ids"))
            .AddIf(filter.Tenant is not null, "tenant IN ('', @tenant)")
            .AddIf(
                !string.IsNullOrEmpty(filter.Search),
                $@"(name {like} @search ESCAPE '\' OR description {like} @search ESCAPE '\' OR definition_id {like} @search ESCAPE '\' OR id {like} @search ESCAPE '\')");
        var direction = filter.Descending ? "DESC" : "ASC";
        var order = filter.OrderBy.ToUpperInvariant() switch
        {
            "NAME" => $"LOWER(name) {direction}",
            "CREATED" => $"created_at {direction}",
            "VERSION" => $"version {direction}",
            _ => throw new ArgumentException($"Definitions are ordered by Name, Created or Version, not by '{filter.OrderBy}'.", nameof(filter)),
        };
        var paging = filter.PageSize > 0 ? " LIMIT @take OFFSET @skip" : "";
        var parameters = new
        {
            version = filter.Version.Version,
            definitionIds = filter.DefinitionIds?.ToArray() ?? [],
            ids = filter.Ids?.ToArray() ?? [],
            tenant = filter.Tenant,
            search = SqlWhere.Containing(filter.Search),
            take = filter.PageSize,
            skip = (long)filter.Page * filter.PageSize,
        };
        return await database.PageAsync(
            $"SELECT COUNT(*) FROM definitions{where}",
            $"SELECT {Columns} FROM definitions{where} ORDER BY {order}, definition_id, version {direction}{paging}",
            parameters,
            Read,
            cancellationToken);
    }

    public async ValueTask<IReadOnlyList<string>> FindPublishedIdsAsync(string tenant, CancellationToken cancellationToken) => await database.QueryAsync(
        "SELECT id FROM definitions WHERE is_published = 1 AND tenant IN ('', @tenant) ORDER BY tenant, id", new { tenant }, row => row.GetString(0), cancellationToken);

    public async ValueTask SaveAsync(IReadOnlyCollection<StoredDefinition> versions, CancellationToken cancellationToken)
    {
        const string upsert = $"""
            INSERT INTO definitions ({Columns})
            VALUES (@Id, @DefinitionId, @Version, @Name, @Description, @Tenant, @IsLatest, @IsPublished, @IsReadonly, @CreatedAt, @Json, @SavedBy)
            ON CONFLICT (id) DO UPDATE SET definition_id = excluded.definition_id, version = excluded.version, name = excluded.name,
                description = excluded.description, tenant = excluded.tenant, is_latest = excluded.is_latest, is_published = excluded.is_published,
                is_readonly = excluded.is_readonly, created_at = excluded.created_at, json = excluded.json, saved_by = excluded.saved_by
            """;
        await database.WriteAsync(
            async (connection, transaction) =>
            {
                foreach (var v in versions)
                {
                    var row = new
                    {
                        v.Id,
                        v.DefinitionId,
                        v.Version,
                        v.Name,
                        v.Description,
                        v.Tenant,
                        IsLatest = v.IsLatest ? 1 : 0,
                        IsPublished = v.IsPublished ? 1 : 0,
                        IsReadonly = v.IsReadonly ? 1 : 0,
                        CreatedAt = DatabaseTime.ToDatabase(v.CreatedAt),
                        v.Json,
                        v.SavedBy,
                    };
                    await connection.ExecuteAsync(new CommandDefinition(upsert, row, transaction, cancellationToken: cancellationToken));
                }

                return versions.Count;
            },
            cancellationToken);
    }

    public ValueTask<int> DeleteAsync(string definitionId, CancellationToken cancellationToken) =>
        database.ExecuteAsync("DELETE FROM definitions WHERE definition_id = @definitionId", new { definitionId }, cancellationToken);

    public async ValueTask<bool> DeleteVersionAsync(string versionId, CancellationToken cancellationToken) => await database.WriteAsync(
        async (connection, transaction) =>
        {
            const string newest = """
                UPDATE definitions SET is_latest = 1 WHERE id = (
                    SELECT id FROM definitions WHERE definition_id = (SELECT definition_id FROM definitions WHERE id = @versionId) AND id <> @versionId
                    ORDER BY version DESC LIMIT 1)
                    AND EXISTS (SELECT 1 FROM definitions WHERE id = @versionId AND is_latest = 1)
                """;
            await connection.ExecuteAsync(new CommandDefinition(newest, new { versionId }, transaction, cancellationToken: cancellationToken));
            var deleted = await connection.ExecuteAsync(
                new CommandDefinition("DELETE FROM definitions WHERE id = @versionId", new { versionId }, transaction, cancellationToken: cancellationToken));
            return deleted > 0;
        },
        cancellationToken);

    /// <summary>Condition for the versions that are meant; null for all.</summary>
    private static string? Matching(VersionOptions version) => version.Kind switch
    {
        VersionKind.AllVersions => null,
        VersionKind.Draft => "is_published = 0 AND is_latest = 1",
        VersionKind.Latest => "is_latest = 1",
        VersionKind.Published => "is_published = 1",
        VersionKind.LatestOrPublished => "(is_latest = 1 OR is_published = 1)",
        VersionKind.LatestAndPublished => "is_latest = 1 AND is_published = 1",
        VersionKind.Specific => "version = @version",
        _ => throw new ArgumentOutOfRangeException(nameof(version), version.Kind, "Unknown kind of version."),
    };

    private static StoredDefinition Read(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        DefinitionId = row.GetString(1),
        Version = row.GetInt32(2),
        Name = row.GetString(3),
        Description = row.Text(4),
        Tenant = row.GetString(5),
        IsLatest = row.Flag(6),
        IsPublished = row.Flag(7),
        IsReadonly = row.Flag(8),
        CreatedAt = row.Time(9),
        Json = row.GetString(10),
        SavedBy = row.GetString(11),
    };
}
