using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Core;
using Orchestrator.Runtime.Locks;

namespace Orchestrator.Tests.Persistence;

/// <summary>What locks promise, on any database.</summary>
public abstract class LockCompliance<TStores>(TStores stores) : IClassFixture<TStores> where TStores : DatabaseFixture
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ILockStore Store => stores.Services.GetRequiredService<ILockStore>();

    /// <summary>A request of a running instance.</summary>
    private async Task<LockRequest> RequestAsync(string name, string tenant = "acme", TimeSpan? lease = null)
    {
        var summary = Make.Summary();
        await stores.Workflows.CommitAsync(Make.Commit(summary), Cancel);
        return new LockRequest { Tenant = tenant, Name = name, Owner = StoresFixture.NewId(), InstanceId = summary.Id, Lease = lease };
    }

    [Fact]
    public async Task The_line_is_served_in_order_and_tokens_grow()
    {
        var name = StoresFixture.NewId();
        var requests = new List<LockRequest>();
        for (var n = 0; n < 4; n++)
            requests.Add(await RequestAsync(name));

        Assert.Equal(1, (await Store.RequestAsync(requests[0], Cancel))?.Token);
        foreach (var request in requests.Skip(1))
            Assert.Null(await Store.RequestAsync(request, Cancel));
        Assert.Equal(1, (await Store.RequestAsync(requests[0], Cancel))?.Token);
        Assert.Null(await Store.RequestAsync(requests[2], Cancel));
        await Store.ReleaseAsync("acme", name, requests[1].Owner, Cancel);
        await Store.ReleaseAsync("acme", name, requests[0].Owner, Cancel);
        await Store.ReleaseAsync("acme", name, requests[0].Owner, Cancel);

        Assert.Equal(2, (await Store.FindAsync(requests[2].Owner, Cancel))?.Token);
        Assert.Null(await Store.FindAsync(requests[3].Owner, Cancel));
        await Store.ReleaseAsync("acme", name, requests[2].Owner, Cancel);
        await Store.ReleaseAsync("acme", name, requests[3].Owner, Cancel);
        Assert.Equal(4, (await Store.RequestAsync(await RequestAsync(name), Cancel))?.Token);
    }

    [Fact]
    public async Task Of_many_at_once_on_several_nodes_exactly_one_holds_it()
    {
        var name = StoresFixture.NewId();
        await using var other = stores.NewServices();
        var requests = new List<LockRequest>();
        for (var n = 0; n < 16; n++)
            requests.Add(await RequestAsync(name));

        var grants = await Task.WhenAll(requests.Select((r, n) => (n % 2 == 0 ? Store : other.GetRequiredService<ILockStore>()).RequestAsync(r, Cancel).AsTask()));

        Assert.Single(grants, g => g is not null);
        var tokens = new List<long>();
        var holders = grants.OfType<LockGrant>().ToList();
        while (holders.Count > 0)
        {
            tokens.Add(Assert.Single(holders).Token);
            await Store.ReleaseAsync("acme", name, holders[0].Owner, Cancel);
            holders = [.. (await Task.WhenAll(requests.Select(r => Store.FindAsync(r.Owner, Cancel).AsTask()))).OfType<LockGrant>()];
        }

        Assert.Equal(Enumerable.Range(1, 16).Select(n => (long)n), tokens);
    }

    [Fact]
    public async Task Grants_are_told_until_they_are_confirmed()
    {
        var request = await RequestAsync(StoresFixture.NewId());
        await Store.RequestAsync(request, Cancel);

        async Task<bool> IsTold() => (await Store.SweepAsync(TimeSpan.Zero, Cancel)).Any(g => g.Owner == request.Owner);

        Assert.True(await IsTold());
        Assert.True(await IsTold());
        await Store.ConfirmAsync(request.Owner, Cancel);
        Assert.False(await IsTold());
    }

    [Fact]
    public async Task Tenants_have_their_own_names()
    {
        var name = StoresFixture.NewId();

        Assert.NotNull(await Store.RequestAsync(await RequestAsync(name), Cancel));
        Assert.NotNull(await Store.RequestAsync(await RequestAsync(name, "pscoe"), Cancel));
    }

    [Fact]
    public async Task A_lease_that_ended_and_an_instance_that_ended_free_it()
    {
        var name = StoresFixture.NewId();
        var (first, second, third) = (await RequestAsync(name, lease: TimeSpan.FromMinutes(1)), await RequestAsync(name), await RequestAsync(name));
        foreach (var request in new[] { first, second, third })
            await Store.RequestAsync(request, Cancel);
        await Store.SweepAsync(TimeSpan.Zero, Cancel);
        Assert.NotNull(await Store.FindAsync(first.Owner, Cancel));

        stores.Time.Advance(TimeSpan.FromSeconds(80));
        await Store.SweepAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.NotNull(await Store.FindAsync(first.Owner, Cancel));
        stores.Time.Advance(TimeSpan.FromSeconds(11));
        await Store.SweepAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal(2, (await Store.FindAsync(second.Owner, Cancel))?.Token);

        await stores.Workflows.CommitAsync(Make.Commit(Make.Summary(second.InstanceId, WorkflowSubStatus.Cancelled), expected: 1), Cancel);
        await Store.SweepAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal(3, (await Store.FindAsync(third.Owner, Cancel))?.Token);
    }
}

public sealed class SqliteLocks(SqliteStores stores) : LockCompliance<SqliteStores>(stores);

public sealed class PostgresLocks(PostgresStores stores) : LockCompliance<PostgresStores>(stores);
