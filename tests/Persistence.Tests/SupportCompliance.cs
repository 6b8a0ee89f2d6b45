using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Persistence;

/// <summary>What documents, tenants, definitions and schedules promise, on any database.</summary>
public abstract class SupportCompliance<TStores>(TStores stores) : IClassFixture<TStores> where TStores : StoresFixture
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_counts_its_revisions_and_refuses_others()
    {
        var store = stores.Documents;

        Assert.Null(await store.SaveAsync("notes", "pscoe", "a", new Note("lost"), 3, Cancel));
        Assert.Equal(1, await store.SaveAsync("notes", "pscoe", "a", new Note("one"), 0, Cancel));
        Assert.Null(await store.SaveAsync("notes", "pscoe", "a", new Note("again"), 0, Cancel));
        Assert.Equal(2, await store.SaveAsync("notes", "pscoe", "a", new Note("two"), 1, Cancel));
        Assert.Null(await store.SaveAsync("notes", "pscoe", "a", new Note("late"), 1, Cancel));
        Assert.Equal(3, await store.SaveAsync("notes", "pscoe", "a", new Note("drei ß"), null, Cancel));

        var found = await store.FindAsync<Note>("notes", "pscoe", "a", Cancel);
        Assert.Equal(new Document<Note>("pscoe", "a", new Note("drei ß"), 3, StoresFixture.Start), found);
    }

    [Fact]
    public async Task Documents_are_kept_apart_by_collection_and_tenant()
    {
        var store = stores.Documents;
        foreach (var (collection, tenant, id) in new[] { ("apart", "acme", "b"), ("apart", "acme", "A"), ("apart", "pscoe", "c"), ("other", "acme", "d") })
            await store.SaveAsync(collection, tenant, id, new Note(id), null, Cancel);

        Assert.Equal(["A", "b"], (await store.ListAsync<Note>("apart", "acme", Cancel)).Select(document => document.Id));
        Assert.Equal(["A", "b", "c"], (await store.ListAsync<Note>("apart", null, Cancel)).Select(document => document.Id));
        Assert.Null(await store.FindAsync<Note>("apart", "pscoe", "b", Cancel));
        Assert.True(await store.DeleteAsync("apart", "acme", "b", Cancel));
        Assert.False(await store.DeleteAsync("apart", "acme", "b", Cancel));
    }

    [Fact]
    public async Task A_definition_is_found_by_version()
    {
        var store = stores.Definitions;
        var (one, two, three) = (Make.Definition("versions", 1, latest: false, published: false), Make.Definition("versions", 2, latest: false),
            Make.Definition("versions", 3, published: false));
        await store.SaveAsync([one, two, three], Cancel);

        async Task<int?> Find(VersionOptions version) => (await store.FindAsync("versions", version, Cancel))?.Version;

        Assert.Equal(two, await store.FindAsync(two.Id, Cancel));
        Assert.Equal(3, await Find(VersionOptions.Latest));
        Assert.Equal(2, await Find(VersionOptions.Published));
        Assert.Equal(1, await Find(VersionOptions.Specific(1)));
        Assert.Equal(3, await Find(new VersionOptions(VersionKind.Draft)));
        Assert.Equal(3, await Find(new VersionOptions(VersionKind.LatestOrPublished)));
        Assert.Null(await Find(new VersionOptions(VersionKind.LatestAndPublished)));
        Assert.Equal(3, await Find(VersionOptions.All));
        Assert.Null(await Find(VersionOptions.Specific(9)));

        await store.SaveAsync([three with { IsPublished = true, Name = "Renamed" }, two with { IsPublished = false }], Cancel);
        Assert.Equal(3, await Find(VersionOptions.Published));
        Assert.Equal(3, await store.DeleteAsync("versions", Cancel));
        Assert.Null(await Find(VersionOptions.All));
    }

    [Fact]
    public async Task Definitions_are_listed_by_each_part_of_the_filter()
    {
        var store = stores.Definitions;
        var (apple, pear, fig) = (Make.Definition("lapple") with { Name = "banana" }, Make.Definition("lpear", 4) with { Tenant = "pscoe" },
            Make.Definition("lfig", 2) with { Tenant = "acme" });
        await store.SaveAsync([apple, pear, fig, Make.Definition("lfig", 1, latest: false, published: false) with { Tenant = "acme" }], Cancel);
        string[] mine = ["lapple", "lpear", "lfig"];

        async Task<string> Find(DefinitionFilter filter) =>
            string.Join(' ', (await store.ListAsync(filter with { DefinitionIds = mine }, Cancel)).Items.Select(item => item.Id));

        Assert.Equal("lapple:1 lfig:2 lpear:4", await Find(new()));
        Assert.Equal("lpear:4 lfig:2 lapple:1", await Find(new() { Descending = true }));
        Assert.Equal("lapple:1 lfig:2 lpear:4", await Find(new() { OrderBy = "Created" }));
        Assert.Equal("lpear:4 lfig:2 lapple:1", await Find(new() { OrderBy = "Version", Descending = true }));
        Assert.Equal("lapple:1 lpear:4", await Find(new() { Tenant = "pscoe" }));
        Assert.Equal("lfig:2", await Find(new() { Search = "about LFIG" }));
        Assert.Equal("lfig:1", await Find(new() { Ids = ["lfig:1"], Version = VersionOptions.All }));
        Assert.Equal("lpear:4", await Find(new() { Page = 1, PageSize = 2 }));
        Assert.Equal(4, (await store.ListAsync(new() { DefinitionIds = mine, Version = VersionOptions.All, PageSize = 1 }, Cancel)).TotalCount);
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.ListAsync(new() { OrderBy = "Taste" }, Cancel));
    }

    [Fact]
    public async Task Schedules_keep_their_next_fire_time_while_they_stay_the_same()
    {
        var store = stores.Schedules;
        var fire = StoresFixture.Start;
        ScheduleRow Row(string activity, string expression, DateTimeOffset? next) => new()
        {
            Id = $"nightly:{activity}",
            DefinitionId = "nightly",
            ActivityId = activity,
            Tenant = "pscoe",
            Kind = "cron",
            Expression = expression,
            NextFireAt = next,
        };
        await store.ReplaceAsync("nightly", [Row("a", "0 1 * * *", fire), Row("b", "0 2 * * *", fire), Row("c", "0 3 * * *", fire)], Cancel);

        Assert.True(await store.AdvanceAsync("nightly:a", fire, fire.AddDays(1), Cancel));
        Assert.False(await store.AdvanceAsync("nightly:a", fire, fire.AddDays(2), Cancel));
        Assert.True(await store.AdvanceAsync("nightly:c", fire, null, Cancel));
        await store.ReplaceAsync("nightly", [Row("a", "0 1 * * *", fire), Row("b", "0 9 * * *", fire.AddHours(9)), Row("d", "0 4 * * *", null)], Cancel);

        var rows = (await store.ListAsync(Cancel)).ToDictionary(row => row.ActivityId);
        Assert.Equal(["a", "b", "d"], rows.Keys.Order());
        Assert.Equal(fire.AddDays(1), rows["a"].NextFireAt);
        Assert.Equal(Row("b", "0 9 * * *", fire.AddHours(9)), rows["b"]);
        await store.ReplaceAsync("nightly", [], Cancel);
        Assert.Empty(await store.ListAsync(Cancel));
    }

    internal sealed record Note(string Text);
}

public sealed class SqliteSupport(SqliteStores stores) : SupportCompliance<SqliteStores>(stores);

public sealed class PostgresSupport(PostgresStores stores) : SupportCompliance<PostgresStores>(stores);

public sealed class MemorySupport(MemoryStores stores) : SupportCompliance<MemoryStores>(stores);
