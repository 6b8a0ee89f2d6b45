using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Persistence;

/// <summary>What the batched writer and the rows of a database promise beyond <see cref="CommitCompliance{TStores}"/>.</summary>
public abstract class WriterCompliance<TStores>(TStores stores) : IClassFixture<TStores> where TStores : DatabaseFixture
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_journal_that_names_everything_in_full_is_read()
    {
        var id = Make.Id();
        var older = """[{"t":1700000000000001,"e":"Started","x":"r","a":"flow","n":"flow","y":"Flow"},{"t":1700000000000003,"e":"Completed","r":0,"d":{"outputs":{}}}]""";
        await stores.Workflows.CommitAsync(Make.Commit(Make.Summary(id)) with { Journal = [] }, Cancel);
        await OlderSchema.AddJournalAsync(stores.Database, id, 1, 2, older, Cancel);

        var journal = (await stores.Workflows.ListJournalAsync(id, 0, 20, Cancel)).Items;

        Assert.Equal(["Started", "Completed"], journal.Select(entry => entry.EventName));
        Assert.Equal(["flow", "flow"], journal.Select(entry => entry.NodeId));
        Assert.Equal(20, (journal[1].Timestamp - journal[0].Timestamp).Ticks);
    }

    [Fact]
    public async Task Disposing_writes_what_waits_and_then_refuses()
    {
        var services = stores.NewServices();
        var store = services.GetRequiredService<IWorkflowStore>();
        var commits = Enumerable.Range(0, 300).Select(_ => Make.Commit()).ToList();
        var calls = commits.ConvertAll(commit => store.CommitAsync(commit, Cancel).AsTask());

        await services.DisposeAsync();

        Assert.All(await Task.WhenAll(calls), outcome => Assert.Equal(CommitOutcome.Committed, outcome));
        var refused = await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.CommitAsync(Make.Commit(), Cancel));
        Assert.Contains("shut down", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_queue_holds_callers_back_and_loses_none()
    {
        await using var services = stores.NewServices(options =>
        {
            options.QueueCapacity = 1;
            options.MaxBatchSize = 2;
        });
        var store = services.GetRequiredService<IWorkflowStore>();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => store.CommitAsync(Make.Commit(), Cancel).AsTask()));

        Assert.All(outcomes, outcome => Assert.Equal(CommitOutcome.Committed, outcome));
    }
}

public sealed class SqliteWriter(SqliteStores stores) : WriterCompliance<SqliteStores>(stores);

public sealed class PostgresWriter(PostgresStores stores) : WriterCompliance<PostgresStores>(stores);
