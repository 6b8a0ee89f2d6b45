using Orchestrator.Runtime;

namespace Orchestrator.Tests.Persistence;

/// <summary>What the directory of tenants promises, on any database.</summary>
public abstract class TenantCompliance<TStores>(TStores stores) : IClassFixture<TStores> where TStores : DatabaseFixture
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tenant_is_found_by_name_id_and_urn()
    {
        var acme = new Tenant("acme", "0f4c2c9a-0000-4000-8000-000000000001", "Acme");
        await stores.Tenants.SaveAsync(acme, Cancel);
        await stores.Tenants.SaveAsync(acme with { DisplayName = "Acme Inc." }, Cancel);

        foreach (var word in new[] { "acme", "ACME", acme.OrgId, acme.OrgId.ToUpperInvariant(), acme.Urn })
            Assert.Equal("Acme Inc.", (await stores.Tenants.FindAsync(word, Cancel))?.DisplayName);
        Assert.Null(await stores.Tenants.FindAsync("nobody", Cancel));
        Assert.Single(await stores.Tenants.ListAsync(Cancel));
    }
}

public sealed class SqliteTenants(SqliteStores stores) : TenantCompliance<SqliteStores>(stores);

public sealed class PostgresTenants(PostgresStores stores) : TenantCompliance<PostgresStores>(stores);
