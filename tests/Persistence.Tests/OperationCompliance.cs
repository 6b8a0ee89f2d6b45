using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Core;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Persistence;

/// <summary>What operations find, on any database. Each test uses a definition of its own.</summary>
public abstract class OperationCompliance<TStores>(TStores stores) : IClassFixture<TStores> where TStores : DatabaseFixture
{
    private IOperationStore Operations => stores.Services.GetRequiredService<IOperationStore>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Running_children_are_found_and_finished_ones_are_told_apart()
    {
        var (parent, running, ended) = (Make.Id(), Make.Id(), Make.Id());
        await CommitAsync(Make.Summary(running) with { ParentInstanceId = parent });
        await CommitAsync(Finished(Make.Summary(ended) with { ParentInstanceId = parent }, 1));

        Assert.Equal([running], (await Operations.FindRunningChildrenAsync([parent, "nobody"], Cancel)).Select(child => child.Id));
        Assert.Equal([ended], await Operations.FindFinishedAsync([running, ended], Cancel));
    }

    [Fact]
    public async Task What_runs_is_found_by_definition_correlation_and_tenant()
    {
        var (definition, correlation) = (Make.Id(), Make.Id());
        await CommitAsync(Make.Summary() with { DefinitionId = definition, CorrelationId = correlation, Tenant = "red" });
        await CommitAsync(Finished(Make.Summary() with { DefinitionId = $"{definition}-2", Tenant = "red" }, 1));

        Assert.True(await Operations.AnyRunningAsync("red", definition, null, Cancel));
        Assert.True(await Operations.AnyRunningAsync("red", null, correlation, Cancel));
        Assert.True(await Operations.AnyRunningAsync("red", definition, correlation, Cancel));
        Assert.False(await Operations.AnyRunningAsync("blue", definition, null, Cancel));
        Assert.False(await Operations.AnyRunningAsync("red", definition, "other", Cancel));
        Assert.False(await Operations.AnyRunningAsync("red", $"{definition}-2", null, Cancel));
    }

    [Fact]
    public async Task What_is_old_or_too_much_expires_oldest_first_but_never_what_runs_or_has_an_open_incident()
    {
        var definition = Make.Id();
        var ids = Enumerable.Range(1, 5).Select(n => $"{definition}-{n}").ToArray();
        for (var n = 0; n < 5; n++)
            await CommitAsync(Finished(Make.Summary(ids[n]) with { DefinitionId = definition }, n));
        await CommitAsync(Make.Summary() with { DefinitionId = definition });
        var faulty = Finished(Make.Summary($"{definition}-0") with { DefinitionId = definition }, -1);
        await stores.Workflows.CommitAsync(Make.Commit(faulty) with { IncidentsAdded = [Make.Incident(faulty.Id)] }, Cancel);

        async Task<IEnumerable<string>> Expired(int? hours, int? keep, bool withIncidents = false, int limit = 100) =>
            await Operations.FindExpiredAsync(definition, hours is { } h ? Make.Start.AddHours(h) : null, keep, withIncidents, limit, Cancel);

        Assert.Equal(ids[..2], await Expired(2, null));
        Assert.Equal(ids[..2], await Expired(null, 3));
        Assert.Equal(ids[..3], await Expired(1, 2));
        Assert.Equal(ids[..1], await Expired(2, null, limit: 1));
        Assert.Equal([faulty.Id, .. ids[..2]], await Expired(2, null, withIncidents: true));
        Assert.Empty(await Expired(null, null));
        Assert.Empty(await Expired(null, 50));
        Assert.Contains(definition, await Operations.FindDefinitionsWithFinishedAsync(Cancel));
    }

    [Fact]
    public async Task An_incident_is_found_by_its_id_and_a_message_by_its_instance()
    {
        var summary = Make.Summary();
        var (incident, message) = (Make.Incident(summary.Id), Make.Outbox(summary.Id));
        await stores.Workflows.CommitAsync(Make.Commit(summary) with { IncidentsAdded = [incident], Outbox = [message] }, Cancel);

        Assert.Equal(incident, await Operations.FindIncidentAsync(incident.Id, Cancel));
        Assert.Null(await Operations.FindIncidentAsync("nobody", Cancel));
        Assert.Equal([message], await Operations.ListOutboxAsync(summary.Id, Cancel));
    }

    [Fact]
    public async Task A_lock_that_was_let_go_is_taken_again()
    {
        await (await Operations.LockAsync("k", Cancel)).DisposeAsync();
        await (await Operations.LockAsync("k", Cancel)).DisposeAsync();
    }

    private static InstanceSummary Finished(InstanceSummary summary, int hours) => summary with
    {
        Status = WorkflowStatus.Finished,
        SubStatus = WorkflowSubStatus.Finished,
        CreatedAt = Make.Start.AddHours(hours - 1),
        FinishedAt = Make.Start.AddHours(hours),
    };

    private async Task CommitAsync(InstanceSummary summary) => await stores.Workflows.CommitAsync(Make.Commit(summary), Cancel);
}

public sealed class SqliteOperations(SqliteStores stores) : OperationCompliance<SqliteStores>(stores);

public sealed class PostgresOperations(PostgresStores stores) : OperationCompliance<PostgresStores>(stores)
{
    private readonly PostgresStores _stores = stores;

    [Fact]
    public async Task A_lock_is_respected_by_every_node()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var node = _stores.NewServices();
        var held = await _stores.Services.GetRequiredService<IOperationStore>().LockAsync("shared", cancel);
        var other = node.GetRequiredService<IOperationStore>().LockAsync("shared", cancel).AsTask();
        await using (await node.GetRequiredService<IOperationStore>().LockAsync("something else", cancel))
            Assert.False(other.IsCompleted);

        await held.DisposeAsync();

        await (await other.WaitAsync(TimeSpan.FromSeconds(60), cancel)).DisposeAsync();
    }
}
