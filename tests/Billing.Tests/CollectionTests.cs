using CsCheck;
using Orchestrator.Activities.Billing;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Billing;

public sealed class CollectionTests
{
    public static TheoryData<DatabaseKind> Databases => [DatabaseKind.Sqlite, DatabaseKind.PostgreSql];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_source_collected_twice_counts_once(DatabaseKind database)
    {
        await using var billing = await StoreFixture.CreateAsync(database);
        billing.Write("bill.json", Cost.File([.. Enumerable.Range(0, 20).Select(i => Cost.Line($"l{i}", "2026-11-01", 1.25m))]));

        var first = await billing.CollectAsync("first");
        var second = await billing.CollectAsync("second");

        Assert.Equal((20, 20, 0, 0), (first.Lines, first.Inserted, first.Updated, first.Unchanged));
        Assert.Equal((20, 0, 0, 20), (second.Lines, second.Inserted, second.Updated, second.Unchanged));
        Assert.Equal(CollectionStatus.Completed, second.Status);
        Assert.Equal(25m, await billing.TotalAsync());
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_finished_collection_is_not_done_again_with_the_same_key(DatabaseKind database)
    {
        await using var billing = await StoreFixture.CreateAsync(database);
        billing.Write("bill.json", Cost.File(Cost.Line("a", "2026-11-01", 1)));
        var first = await billing.CollectAsync("key");
        billing.Write("bill.json", Cost.File(Cost.Line("a", "2026-11-01", 99)));

        var second = await billing.CollectAsync("key");

        Assert.Equivalent(first, second);
        Assert.Equal(1m, await billing.TotalAsync());
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_correction_moves_all_sums_and_raises_the_revision(DatabaseKind database)
    {
        await using var billing = await StoreFixture.CreateAsync(database);
        billing.Write("bill.json", Cost.File(Cost.Line("a", "2026-10-31", 10), Cost.Line("b", "2026-11-01", 1)));
        await billing.CollectAsync("first");
        billing.Write("bill.json", Cost.File(Cost.Line("a", "2026-11-02", 12.5m, service: "Storage"), Cost.Line("b", "2026-11-01", 1)));

        var collection = await billing.CollectAsync("second");

        Assert.Equal((0, 1, 1), (collection.Inserted, collection.Updated, collection.Unchanged));
        Assert.Equal(13.5m, await billing.TotalAsync());
        var lines = await billing.Store.ListLinesAsync(new CostLineFilter { Tenant = "pscoe", From = new(2026, 10, 1), To = new(2026, 11, 30) }, default);
        Assert.Equal([("a", "Storage", 12.5m, 2), ("b", "Compute", 1m, 1)], lines.Items.Select(l => (l.Line.LineId, l.Line.ServiceCategory, l.Line.Cost, l.Revision)));
        Assert.Equal(2, lines.TotalCount);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_collection_that_dies_goes_on_without_doubling_and_counts_as_one(DatabaseKind database)
    {
        await using var billing = await StoreFixture.CreateAsync(database);
        billing.Write("a.json", Cost.File([.. Enumerable.Range(0, 10).Select(i => Cost.Line($"l{i}", "2026-11-01", 1))]));
        await billing.CollectAsync("before");
        billing.Write("a.json", Cost.File([.. Enumerable.Range(0, 30).Select(i => Cost.Line($"l{i}", "2026-11-01", i < 5 ? 2 : 1))]));

        // The source dies after each number of lines, so that batches of 7 are broken off everywhere.
        for (var lines = 1; lines < 30; lines += 3)
            await Assert.ThrowsAsync<IOException>(async () => await billing.CollectAsync("key", new DyingSource(billing.Source, lines)));
        var collection = await billing.CollectAsync("key");

        Assert.Equal((30, 20, 5, 5), (collection.Lines, collection.Inserted, collection.Updated, collection.Unchanged));
        Assert.Equal(35m, await billing.TotalAsync());
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_batch_is_saved_whole_or_not_at_all(DatabaseKind database)
    {
        await using var billing = await StoreFixture.CreateAsync(database);
        var collection = await billing.Store.BeginAsync("key", "bills", default);
        var lines = Enumerable.Range(0, 500).Select(i => Cost.Of($"l{i}", new(2026, 11, 1), 1)).ToList();

        // The last line has no source, which no table takes.
        await Assert.ThrowsAnyAsync<Exception>(async () => await billing.Store.SaveAsync(collection, [.. lines, Cost.Of("l0", new(2026, 11, 1), 1) with { Source = null! }], default));

        Assert.Equal(0m, await billing.TotalAsync());
        Assert.Equal(0, (await billing.Store.FindCollectionAsync("key", default))!.Lines);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Collections_at_the_same_time_do_not_double(DatabaseKind database)
    {
        await using var billing = await StoreFixture.CreateAsync(database);
        billing.Write("bill.json", Cost.File([.. Enumerable.Range(0, 60).Select(i => Cost.Line($"l{i}", "2026-11-01", 1, service: i % 2 == 0 ? "Compute" : "Storage"))]));

        var collections = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => billing.CollectAsync($"key{i}").AsTask()));

        Assert.Equal(60, collections.Sum(c => c.Inserted));
        Assert.Equal(60m, await billing.TotalAsync());
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Faulty_lines_are_left_out_and_listed(DatabaseKind database)
    {
        await using var billing = await StoreFixture.CreateAsync(database);
        var bad = Enumerable.Range(0, 150).Select(i => Cost.Line($"bad{i}", "2026-11-01", 1, org: "nobody"));
        billing.Write("bill.json", Cost.File([Cost.Line("a", "2026-11-01", 1), .. bad, Cost.Line("a", "2026-11-02", 5), Cost.Line("b", "2026-11-01", 2, org: "7B832BC5-3d73-45a2-ba35-82a5acd72fe4")]));

        var collection = await billing.CollectAsync("key");

        Assert.Equal(CollectionStatus.CompletedWithFaults, collection.Status);
        Assert.Equal((2, 151, 100), (collection.Lines, collection.Faulty, collection.Faults.Count));
        Assert.Equal(new CostLineFault("bill.json", 1, "bad0", "org", "There is no organisation 'nobody'."), collection.Faults[0]);
        Assert.Equal(3m, await billing.TotalAsync());
        Assert.Equivalent(collection, await billing.Store.FindCollectionAsync("key", default));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_broken_file_fails_the_collection_keeps_the_lines_before_and_can_be_tried_again(DatabaseKind database)
    {
        await using var billing = await StoreFixture.CreateAsync(database);
        var whole = Cost.File(Cost.Line("a", "2026-11-01", 1), Cost.Line("b", "2026-11-01", 2));
        billing.Write("bill.json", whole[..^20]);

        var failed = await billing.CollectAsync("key");
        billing.Write("bill.json", whole);
        var again = await billing.CollectAsync("key");

        Assert.Equal((CollectionStatus.Failed, 1L), (failed.Status, failed.Lines));
        Assert.Contains("is broken JSON at line 1", failed.Error, StringComparison.Ordinal);
        Assert.Equal((CollectionStatus.Completed, 2L, 2L), (again.Status, again.Lines, again.Inserted));
        Assert.Null(again.Error);
        Assert.Equal(3m, await billing.TotalAsync());
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Whatever_is_collected_in_whatever_order_the_daily_sums_equal_the_lines(DatabaseKind database)
    {
        await using var billing = await StoreFixture.CreateAsync(database);
        var line = Gen.Select(Gen.Int[0, 15], Gen.Int[0, 3], Gen.Long[-9_000_000, 9_000_000], Gen.Bool, Gen.Bool, (id, day, micros, euro, compute) =>
            Cost.Of($"l{id}", new DateOnly(2026, 2, 27).AddDays(day), micros / 1_000_000m, id % 2 == 0 ? "pscoe" : "acme", compute ? "Compute" : "Storage", euro ? "EUR" : "USD"));
        var round = 0;

        // Rounds build upon each other: each corrects, moves and adds lines of the rounds before.
        await line.Array[1, 12].SampleAsync(
            async batch =>
            {
                var collection = await billing.Store.BeginAsync($"round{round++}", "bills", default);
                await billing.Store.SaveAsync(collection, [.. batch.DistinctBy(l => l.LineId)], default);
                await billing.TotalAsync();
            },
            iter: 40,
            threads: 1);
    }

    private sealed class DyingSource(ICostSource inner, int lines) : ICostSource
    {
        public string Name => inner.Name;

        public string Kind => inner.Kind;

        public string Location => inner.Location;

        public async IAsyncEnumerable<CostRecord> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var record in inner.ReadAsync(cancellationToken).Take(lines).WithCancellation(cancellationToken))
                yield return record;
            throw new IOException("The process died.");
        }
    }
}
