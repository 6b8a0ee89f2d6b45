using Orchestrator.Core;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Persistence;

/// <summary>What the queries over instances promise, on any database. Each test uses a tenant or definition of its own.</summary>
public abstract class QueryCompliance<TStores>(TStores stores) : IClassFixture<TStores> where TStores : StoresFixture
{
    private IWorkflowStore Store => stores.Workflows;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Unknown_things_are_null_or_empty()
    {
        Assert.Null(await Store.LoadAsync("nobody", Cancel));
        Assert.Null(await Store.FindSummaryAsync("nobody", Cancel));
        Assert.Null(await Store.FindByIdempotencyKeyAsync("nothing", Cancel));
        Assert.Empty((await Store.ListJournalAsync("nobody", 0, 10, Cancel)).Items);
        Assert.Equal(0, await Store.DeleteAsync([], Cancel));
        Assert.Equal(0, await Store.DeleteAsync(["nobody"], Cancel));
        await Store.DeleteOutboxAsync([], Cancel);
    }

    [Fact]
    public async Task Due_timers_come_in_order_of_time()
    {
        var late = DateTimeOffset.UnixEpoch.AddDays(2);
        var (first, second, third) = (Make.Bookmark(due: late), Make.Bookmark(due: late.AddSeconds(1)), Make.Bookmark(due: late.AddSeconds(2)));
        var summary = Make.Summary() with { CorrelationId = "timers" };
        await Store.CommitAsync(Make.Commit(summary) with { BookmarksAdded = [third, first, second, Make.Bookmark()] }, Cancel);

        Assert.Equal(late, await Store.NextTimerAsync(Cancel));
        var due = await Store.FindDueTimersAsync(late.AddSeconds(1), 10, [], Cancel);
        Assert.Equal([first, second], due.Select(row => row.Bookmark));
        Assert.All(due, row => Assert.Equal(("timers", "pscoe"), (row.CorrelationId, row.Tenant)));
        Assert.Equal([first], (await Store.FindDueTimersAsync(late.AddDays(1), 1, [], Cancel)).Select(row => row.Bookmark));

        var other = Make.Bookmark(due: late.AddDays(1));
        var elsewhere = Make.Summary();
        await Store.CommitAsync(Make.Commit(elsewhere) with { BookmarksAdded = [other] }, Cancel);
        Assert.Equal([other], (await Store.FindDueTimersAsync(late.AddDays(1), 10, [summary.Id, "nobody"], Cancel)).Select(row => row.Bookmark));
        await Store.CommitAsync(Make.Commit(elsewhere, 1) with { BookmarksRemoved = [other.Id] }, Cancel);

        await Store.CommitAsync(Make.Commit(summary, 1) with { BookmarksRemoved = [first.Id, second.Id, third.Id] }, Cancel);
        Assert.Null(await Store.NextTimerAsync(Cancel));
        Assert.Empty(await Store.FindDueTimersAsync(late.AddDays(1), 10, [], Cancel));
    }

    [Fact]
    public async Task Bookmarks_are_found_by_each_part_of_the_filter()
    {
        var (tenant, hash, name) = (Make.Id(), Make.Id(), Make.Id());
        var mine = Make.Summary() with { Tenant = tenant, CorrelationId = $"c-{tenant}" };
        var other = Make.Summary() with { Tenant = $"{tenant}-2" };
        var bookmark = Make.Bookmark(hash: hash, name: name);
        await Store.CommitAsync(Make.Commit(mine) with { BookmarksAdded = [bookmark, Make.Bookmark()] }, Cancel);
        await Store.CommitAsync(Make.Commit(other) with { BookmarksAdded = [Make.Bookmark(hash: hash)] }, Cancel);

        async Task<int> Count(BookmarkFilter filter) => (await Store.FindBookmarksAsync(filter, Cancel)).Count;

        Assert.Equal(2, await Count(new() { Hash = hash }));
        Assert.Equal(1, await Count(new() { Hash = hash, Tenant = tenant }));
        Assert.Equal(1, await Count(new() { Name = name }));
        Assert.Equal(2, await Count(new() { InstanceId = mine.Id }));
        Assert.Equal(2, await Count(new() { CorrelationId = mine.CorrelationId }));
        Assert.Equal(0, await Count(new() { CorrelationId = "another", Hash = hash }));
    }

    [Fact]
    public async Task Interrupted_instances_come_in_order_of_id()
    {
        var prefix = $"zz-{Make.Id()}";
        foreach (var (suffix, status) in new[]
        {
            ("c", WorkflowSubStatus.Executing), ("A", WorkflowSubStatus.Pending), ("b", WorkflowSubStatus.Executing), ("d", WorkflowSubStatus.Suspended),
            ("e", WorkflowSubStatus.Faulted),
        })
            await Store.CommitAsync(Make.Commit(Make.Summary($"{prefix}{suffix}", status)), Cancel);

        Assert.Equal([$"{prefix}A", $"{prefix}b"], await Store.FindInterruptedAsync(prefix, 2, Cancel));
        Assert.Equal([$"{prefix}c"], await Store.FindInterruptedAsync($"{prefix}b", 2, Cancel));
        Assert.Contains($"{prefix}A", await Store.FindInterruptedAsync(null, 1000, Cancel));
    }

    [Fact]
    public async Task The_outbox_gives_due_messages_first_come_first_served()
    {
        var past = DateTimeOffset.UnixEpoch.AddDays(5);
        var summary = Make.Summary();
        var (soon, now, later) = (Make.Outbox(summary.Id, past.AddMinutes(1)), Make.Outbox(summary.Id, past), Make.Outbox(summary.Id, past.AddHours(1)));
        await Store.CommitAsync(Make.Commit(summary) with { Outbox = [soon, now, later] }, Cancel);

        Assert.Equal([now, soon], await Store.FindOutboxAsync(past.AddMinutes(1), 10, Cancel));
        Assert.Equal([now], await Store.FindOutboxAsync(past.AddMinutes(1), 1, Cancel));

        await Store.DelayOutboxAsync(now.Id, past.AddMinutes(2), "refused", Cancel);
        await Store.DeleteOutboxAsync([soon.Id], Cancel);
        var delayed = Assert.Single(await Store.FindOutboxAsync(past.AddMinutes(2), 10, Cancel));
        Assert.Equal(now with { NextAttemptAt = past.AddMinutes(2), Attempts = 1, LastError = "refused" }, delayed);
        await Store.DeleteOutboxAsync([now.Id, later.Id], Cancel);
    }

    [Fact]
    public async Task Instances_are_found_by_each_part_of_the_filter()
    {
        var tenant = Make.Id();
        var greet = Make.Summary() with { Tenant = tenant, DefinitionId = $"greet-{tenant}", CorrelationId = $"c_{tenant}", Name = "Ann 100%", IncidentCount = 1 };
        var bill = Make.Summary(status: WorkflowSubStatus.Finished) with { Tenant = tenant, DefinitionId = $"bill-{tenant}" };
        var stuck = Make.Summary(status: WorkflowSubStatus.Faulted) with { Tenant = tenant, IncidentCount = 2 };
        foreach (var summary in new[] { greet, bill, stuck, Make.Summary() })
            await Store.CommitAsync(Make.Commit(summary), Cancel);
        await stores.Definitions.SaveAsync([Make.Definition(bill.DefinitionId) with { Name = "Collect the BILL" }], Cancel);

        async Task<string[]> Find(InstanceFilter filter)
        {
            var page = await Store.ListAsync(filter with { Tenant = tenant }, Cancel);
            Assert.Equal(page.TotalCount, page.Items.Count);
            return [.. page.Items.Select(item => item.Id).Order(StringComparer.Ordinal)];
        }

        string[] Ids(params InstanceSummary[] some) => [.. some.Select(item => item.Id).Order(StringComparer.Ordinal)];

        Assert.Equal(Ids(greet, bill, stuck), await Find(new()));
        Assert.Equal(Ids(greet), await Find(new() { DefinitionId = greet.DefinitionId }));
        Assert.Equal(Ids(greet), await Find(new() { CorrelationId = greet.CorrelationId }));
        Assert.Equal(Ids(bill, stuck), await Find(new() { Statuses = [WorkflowStatus.Finished] }));
        Assert.Equal(Ids(greet, stuck), await Find(new() { SubStatuses = [WorkflowSubStatus.Faulted, WorkflowSubStatus.Suspended] }));
        Assert.Equal(Ids(greet, stuck), await Find(new() { HasIncidents = true }));
        Assert.Equal(Ids(bill), await Find(new() { HasIncidents = false }));
        Assert.Equal(Ids(bill), await Find(new() { Search = "the bill" }));
        Assert.Equal(Ids(greet), await Find(new() { Search = "ann 100%" }));
        Assert.Equal(Ids(greet), await Find(new() { Search = $"c_{tenant[..6]}" }));
        Assert.Equal(Ids(stuck), await Find(new() { Search = stuck.Id[..12] }));
        Assert.Empty(await Find(new() { Search = "1%0" }));
        Assert.Empty(await Find(new() { DefinitionId = greet.DefinitionId, Statuses = [WorkflowStatus.Finished] }));
    }

    [Fact]
    public async Task Instances_come_in_each_order_page_by_page()
    {
        var tenant = Make.Id();
        var all = Enumerable.Range(0, 5).Select(i => Make.Summary($"{tenant}-{i}") with
        {
            Tenant = tenant,
            CreatedAt = Make.Start.AddMinutes(i),
            UpdatedAt = Make.Start.AddHours(20 - i),
            FinishedAt = i == 0 ? null : Make.Start.AddHours(20 - i),
            Status = i == 0 ? WorkflowStatus.Running : WorkflowStatus.Finished,
            SubStatus = i == 0 ? WorkflowSubStatus.Suspended : WorkflowSubStatus.Finished,
            Name = i == 3 ? "alpha" : $"Name {i}",
        }).ToList();
        foreach (var summary in all)
            await Store.CommitAsync(Make.Commit(summary), Cancel);

        async Task<string> Order(InstanceFilter filter)
        {
            var first = await Store.ListAsync(filter with { Tenant = tenant, PageSize = 3 }, Cancel);
            var second = await Store.ListAsync(filter with { Tenant = tenant, PageSize = 3, Page = 1 }, Cancel);
            Assert.Equal((5, 5), (first.TotalCount, second.TotalCount));
            Assert.Equal((3, 2), (first.Items.Count, second.Items.Count));
            return string.Concat(first.Items.Concat(second.Items).Select(item => item.Id[^1]));
        }

        Assert.Equal("43210", await Order(new()));
        Assert.Equal("01234", await Order(new() { Ascending = true }));
        Assert.Equal("01234", await Order(new() { OrderBy = InstanceOrder.LastExecuted }));
        Assert.Equal("43210", await Order(new() { OrderBy = InstanceOrder.LastExecuted, Ascending = true }));
        Assert.Equal("12340", await Order(new() { OrderBy = InstanceOrder.Finished }));
        Assert.Equal("04321", await Order(new() { OrderBy = InstanceOrder.Finished, Ascending = true }));
        Assert.Equal("30124", await Order(new() { OrderBy = InstanceOrder.Name, Ascending = true }));
    }

    [Fact]
    public async Task The_journal_of_one_long_burst_comes_in_pages_too()
    {
        var id = Make.Id();
        var lines = Enumerable.Range(1, 4500).Select(sequence => Make.Journal(id, sequence)).ToList();
        await Store.CommitAsync(Make.Commit(Make.Summary(id)) with { Journal = lines }, Cancel);

        var page = await Store.ListJournalAsync(id, 1990, 2500, Cancel);

        Assert.Equal(4500, page.TotalCount);
        Assert.Equal(lines[1990..4490], page.Items);
    }

    [Fact]
    public async Task The_journal_comes_in_pages_in_order_of_sequence()
    {
        var id = Make.Id();
        var lines = Enumerable.Range(1, 7).Select(sequence => Make.Journal(id, sequence)).ToList();
        await Store.CommitAsync(Make.Commit(Make.Summary(id)) with { Journal = lines[..4] }, Cancel);
        await Store.CommitAsync(Make.Commit(Make.Summary(id), 1) with { Journal = lines[4..] }, Cancel);

        var page = await Store.ListJournalAsync(id, 3, 3, Cancel);

        Assert.Equal(7, page.TotalCount);
        Assert.Equal(lines[3..6], page.Items);
    }

    [Fact]
    public async Task Incidents_come_newest_first_by_each_part_of_the_filter()
    {
        var (tenant, id) = (Make.Id(), Make.Id());
        var old = Make.Incident(id, tenant: tenant);
        var fresh = Make.Incident(id, tenant: tenant) with { Timestamp = Make.Start.AddMinutes(1) };
        await Store.CommitAsync(Make.Commit(Make.Summary(id)) with { IncidentsAdded = [old, fresh] }, Cancel);
        await Store.CommitAsync(Make.Commit(Make.Summary(id), 1) with { IncidentsResolved = [old.Id] }, Cancel);

        async Task<IEnumerable<string>> Find(IncidentFilter filter) => (await Store.ListIncidentsAsync(filter, Cancel)).Items.Select(row => row.Id);

        Assert.Equal([fresh.Id, old.Id], await Find(new() { InstanceId = id }));
        Assert.Equal([fresh.Id, old.Id], await Find(new() { Tenant = tenant }));
        Assert.Equal([fresh.Id], await Find(new() { Tenant = tenant, OpenOnly = true }));
        Assert.Equal([old.Id], await Find(new() { Tenant = tenant, Page = 1, PageSize = 1 }));
    }

    [Fact]
    public async Task Deleting_an_instance_deletes_all_that_belongs_to_it()
    {
        var (id, definition, key) = (Make.Id(), $"gone-{Make.Id()}", $"key-{Make.Id()}");
        var kept = Make.Summary() with { DefinitionId = definition };
        var outbox = Make.Outbox(id, DateTimeOffset.UnixEpoch);
        await Store.CommitAsync(Make.Commit(kept), Cancel);
        await Store.CommitAsync(
            Make.Commit(Make.Summary(id) with { DefinitionId = definition, CreatedAt = Make.Start.AddDays(-1) }) with
            {
                IdempotencyKey = key,
                BookmarksAdded = [Make.Bookmark()],
                Journal = [Make.Journal(id, 1)],
                IncidentsAdded = [Make.Incident(id)],
                Effects = [Make.Effect(id, "deploy")],
                Outbox = [outbox],
            },
            Cancel);
        Assert.Equal([id, kept.Id], await Store.FindIdsAsync(definition, Cancel));

        Assert.Equal(1, await Store.DeleteAsync([id, "unknown"], Cancel));

        Assert.Equal([kept.Id], await Store.FindIdsAsync(definition, Cancel));
        Assert.Null(await Store.LoadAsync(id, Cancel));
        Assert.Null(await Store.FindByIdempotencyKeyAsync(key, Cancel));
        Assert.Empty(await Store.FindBookmarksAsync(new BookmarkFilter { InstanceId = id }, Cancel));
        Assert.Equal(0, (await Store.ListJournalAsync(id, 0, 10, Cancel)).TotalCount);
        Assert.Equal(0, (await Store.ListIncidentsAsync(new IncidentFilter { InstanceId = id }, Cancel)).TotalCount);
        Assert.Empty(await Store.ListEffectsAsync(id, Cancel));
        Assert.DoesNotContain(outbox.Id, (await Store.FindOutboxAsync(DateTimeOffset.UnixEpoch, 100, Cancel)).Select(row => row.Id));
    }
}

public sealed class SqliteQueries(SqliteStores stores) : QueryCompliance<SqliteStores>(stores);

public sealed class PostgresQueries(PostgresStores stores) : QueryCompliance<PostgresStores>(stores);

public sealed class MemoryQueries(MemoryStores stores) : QueryCompliance<MemoryStores>(stores);
