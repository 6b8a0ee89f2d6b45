using System.Data.Common;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Core;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Persistence;

/// <summary>What a commit promises, on any database.</summary>
public abstract class CommitCompliance<TStores>(TStores stores) : IClassFixture<TStores> where TStores : StoresFixture
{
    private IWorkflowStore Store => stores.Workflows;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_instance_is_stored_whole()
    {
        var summary = Make.Summary() with
        {
            CorrelationId = "order-7",
            Name = "For Ann",
            ParentInstanceId = "parent",
            IncidentCount = 2,
            FinishedAt = Make.Start.AddTicks(1230),
            Status = WorkflowStatus.Finished,
            SubStatus = WorkflowSubStatus.Faulted,
        };

        var outcome = await Store.CommitAsync(Make.Commit(summary, state: """{"n":"ä"}"""), Cancel);

        var stored = await Store.LoadAsync(summary.Id, Cancel);
        Assert.Equal(CommitOutcome.Committed, outcome);
        Assert.NotNull(stored);
        Assert.Equal(1, stored.Revision);
        Assert.Equal(summary, stored.Summary);
        Assert.Equal(summary, await Store.FindSummaryAsync(summary.Id, Cancel));
        Assert.Equal("""{"n":"ä"}""", Encoding.UTF8.GetString(stored.State.Span));
    }

    [Fact]
    public async Task A_commit_at_the_expected_revision_replaces_state_and_summary()
    {
        var summary = Make.Summary();
        await Store.CommitAsync(Make.Commit(summary), Cancel);
        var later = summary with { SubStatus = WorkflowSubStatus.Executing, UpdatedAt = Make.Start.AddMinutes(1), CorrelationId = "c", Tenant = "given" };

        var outcome = await Store.CommitAsync(Make.Commit(later, expected: 1, state: "[2]"), Cancel);

        var stored = await Store.LoadAsync(summary.Id, Cancel);
        Assert.Equal(CommitOutcome.Committed, outcome);
        Assert.Equal(2, stored!.Revision);
        Assert.Equal(later, stored.Summary);
        Assert.Equal("[2]", Encoding.UTF8.GetString(stored.State.Span));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task A_commit_at_another_revision_writes_nothing(long expected)
    {
        var summary = Make.Summary();
        await Store.CommitAsync(Make.Commit(summary, state: "[1]"), Cancel);
        var id = summary.Id;

        var outcome = await Store.CommitAsync(Full(id, expected) with { IdempotencyKey = $"key-{id}" }, Cancel);

        Assert.Equal(CommitOutcome.RevisionLost, outcome);
        Assert.Equal("[1]", Encoding.UTF8.GetString((await Store.LoadAsync(id, Cancel))!.State.Span));
        Assert.Empty(await Store.FindBookmarksAsync(new BookmarkFilter { InstanceId = id }, Cancel));
        Assert.Empty((await Store.ListJournalAsync(id, 0, 10, Cancel)).Items);
        Assert.Empty((await Store.ListIncidentsAsync(new IncidentFilter { InstanceId = id }, Cancel)).Items);
        Assert.Empty(await Store.ListEffectsAsync(id, Cancel));
        Assert.Null(await Store.FindByIdempotencyKeyAsync($"key-{id}", Cancel));
    }

    [Fact]
    public async Task A_commit_to_a_deleted_instance_is_lost()
    {
        var summary = Make.Summary();
        await Store.CommitAsync(Make.Commit(summary), Cancel);
        await Store.DeleteAsync([summary.Id], Cancel);

        Assert.Equal(CommitOutcome.RevisionLost, await Store.CommitAsync(Make.Commit(summary, expected: 1), Cancel));
        Assert.Null(await Store.LoadAsync(summary.Id, Cancel));
    }

    [Fact]
    public async Task A_known_idempotency_key_is_refused_and_names_the_first_instance()
    {
        var key = $"trap-{Make.Id()}";
        var (first, second) = (Make.Commit() with { IdempotencyKey = key }, Make.Commit() with { IdempotencyKey = key });

        Assert.Equal(CommitOutcome.Committed, await Store.CommitAsync(first, Cancel));
        Assert.Equal(CommitOutcome.Duplicate, await Store.CommitAsync(second, Cancel));

        Assert.Equal(first.Summary.Id, await Store.FindByIdempotencyKeyAsync(key, Cancel));
        Assert.Null(await Store.FindSummaryAsync(second.Summary.Id, Cancel));
    }

    [Fact]
    public async Task A_key_that_is_made_of_the_key_of_a_stimulus_is_found_by_it()
    {
        var (plain, made, longer) = ($"a-{Make.Id()}", $"b-{Make.Id()}", $"c-{Make.Id()}");
        var commits = new[] { plain, StimulusKey.Of(made, "def:start"), StimulusKey.Of(made, "@instance"), $"{longer}-2", $"{longer} 3" }.Select(key => Make.Commit() with { IdempotencyKey = key }).ToList();
        foreach (var commit in commits)
            Assert.Equal(CommitOutcome.Committed, await Store.CommitAsync(commit, Cancel));

        Assert.Equal(commits[0].Summary.Id, await Store.FindByStimulusKeyAsync(plain, Cancel));
        Assert.Contains(await Store.FindByStimulusKeyAsync(made, Cancel), commits[1..3].Select(commit => commit.Summary.Id));
        Assert.Null(await Store.FindByStimulusKeyAsync(longer, Cancel));
        Assert.Null(await Store.FindByStimulusKeyAsync(plain[..^1], Cancel));
        Assert.Null(await Store.FindByIdempotencyKeyAsync(made, Cancel));
    }

    [Fact]
    public async Task A_known_idempotency_key_is_refused_for_an_existing_instance_too()
    {
        var key = $"trap-{Make.Id()}";
        var summary = Make.Summary();
        await Store.CommitAsync(Make.Commit(summary) with { IdempotencyKey = key }, Cancel);

        Assert.Equal(CommitOutcome.Duplicate, await Store.CommitAsync(Full(summary.Id, 1) with { IdempotencyKey = key }, Cancel));

        Assert.Equal(1, (await Store.LoadAsync(summary.Id, Cancel))!.Revision);
        Assert.Empty(await Store.ListEffectsAsync(summary.Id, Cancel));
    }

    [Fact]
    public async Task The_journal_comes_back_as_it_was_written()
    {
        var id = Make.Id();
        var root = Make.Journal(id, 1) with { EventName = "Started", NodeId = "flow", ParentActivityInstanceId = null, Message = null, Data = null };
        var child = Make.Journal(id, 2) with { EventName = "Started", ParentActivityInstanceId = root.ActivityInstanceId };
        List<JournalEntry> journal =
        [
            root,
            child,
            child with { Sequence = 3, EventName = "Suspended", Timestamp = root.Timestamp.AddSeconds(-5), Message = "The clock went back." },
            child with { Sequence = 4, EventName = "Of its own", Timestamp = root.Timestamp.AddSeconds(-5) },
            Make.Journal(id, 5) with { ParentActivityInstanceId = root.ActivityInstanceId, NodeId = "elsewhere:say" },
            Make.Journal(id, 6) with { ParentActivityInstanceId = root.ActivityInstanceId, NodeId = null, ActivityTypeVersion = 1 },
            Make.Journal(id, 7) with { ParentActivityInstanceId = root.ActivityInstanceId, ActivityId = null, NodeId = "flow:" },
            Make.Journal(id, 8) with { ActivityInstanceId = null, ParentActivityInstanceId = null, ActivityId = null, NodeId = null, ActivityType = null, ActivityName = null },
            child with { Sequence = 9, EventName = "Resumed", ActivityName = "Renamed" },
            root with { Sequence = 10, EventName = "Completed" },
        ];

        await Store.CommitAsync(Make.Commit(Make.Summary(id)) with { Journal = journal }, Cancel);

        Assert.Equal(journal, (await Store.ListJournalAsync(id, 0, 20, Cancel)).Items);
    }

    [Fact]
    public async Task Everything_of_a_commit_is_stored()
    {
        var id = Make.Id();
        var commit = Full(id, 0);

        await Store.CommitAsync(commit, Cancel);

        var bookmark = Assert.Single(await Store.FindBookmarksAsync(new BookmarkFilter { InstanceId = id }, Cancel));
        Assert.Equal(new BookmarkRow(id, null, "pscoe", commit.BookmarksAdded[0]), bookmark);
        Assert.Equal(commit.Journal, (await Store.ListJournalAsync(id, 0, 10, Cancel)).Items);
        Assert.Equal(commit.IncidentsAdded, (await Store.ListIncidentsAsync(new IncidentFilter { InstanceId = id }, Cancel)).Items);
        Assert.Equal(commit.Effects, await Store.ListEffectsAsync(id, Cancel));
        Assert.Contains(commit.Outbox[0], await Store.FindOutboxAsync(Make.Start, 1000, Cancel));
    }

    [Fact]
    public async Task Bookmarks_are_added_and_removed_by_later_commits()
    {
        var summary = Make.Summary();
        var (kept, burnt, fresh) = (Make.Bookmark(), Make.Bookmark(), Make.Bookmark());
        await Store.CommitAsync(Make.Commit(summary) with { BookmarksAdded = [kept, burnt] }, Cancel);

        await Store.CommitAsync(Make.Commit(summary, 1) with { BookmarksRemoved = [burnt.Id, "unknown"], BookmarksAdded = [fresh] }, Cancel);

        var rows = await Store.FindBookmarksAsync(new BookmarkFilter { InstanceId = summary.Id }, Cancel);
        Assert.Equal(new[] { kept, fresh }.OrderBy(bookmark => bookmark.Id, StringComparer.Ordinal), rows.Select(row => row.Bookmark));
    }

    [Fact]
    public async Task A_bookmark_that_is_removed_and_added_at_once_is_replaced()
    {
        var summary = Make.Summary();
        var bookmark = Make.Bookmark();
        await Store.CommitAsync(Make.Commit(summary) with { BookmarksAdded = [bookmark] }, Cancel);
        var moved = bookmark with { DueAt = Make.Start.AddYears(9) };

        await Store.CommitAsync(Make.Commit(summary, 1) with { BookmarksRemoved = [bookmark.Id], BookmarksAdded = [moved] }, Cancel);

        Assert.Equal(moved, Assert.Single(await Store.FindBookmarksAsync(new BookmarkFilter { InstanceId = summary.Id }, Cancel)).Bookmark);
    }

    [Fact]
    public async Task A_receipt_replaces_its_intent()
    {
        var summary = Make.Summary();
        var (deploy, pool) = (Make.Effect(summary.Id, "deploy"), Make.Effect(summary.Id, "pool"));
        await Store.CommitAsync(Make.Commit(summary) with { Effects = [deploy] }, Cancel);
        var receipt = deploy with { ReceiptAt = Make.Start.AddSeconds(3), Receipt = """{"vm":"vm-1"}""", Attempts = 2 };

        await Store.CommitAsync(Make.Commit(summary, 1) with { Effects = [pool, deploy, receipt] }, Cancel);

        Assert.Equal([receipt, pool], await Store.ListEffectsAsync(summary.Id, Cancel));
    }

    [Fact]
    public async Task Incidents_are_resolved_when_the_commit_happened()
    {
        var summary = Make.Summary();
        var (open, settled, born) = (Make.Incident(summary.Id), Make.Incident(summary.Id), Make.Incident(summary.Id));
        await Store.CommitAsync(Make.Commit(summary) with { IncidentsAdded = [open, settled] }, Cancel);
        var later = summary with { UpdatedAt = Make.Start.AddMinutes(5) };

        await Store.CommitAsync(Make.Commit(later, 1) with { IncidentsAdded = [born], IncidentsResolved = [settled.Id, born.Id] }, Cancel);

        var all = (await Store.ListIncidentsAsync(new IncidentFilter { InstanceId = summary.Id }, Cancel)).Items.ToDictionary(row => row.Id);
        Assert.Null(all[open.Id].ResolvedAt);
        Assert.Equal(later.UpdatedAt, all[settled.Id].ResolvedAt);
        Assert.Equal(later.UpdatedAt, all[born.Id].ResolvedAt);
    }

    [Fact]
    public async Task Many_callers_at_once_all_get_their_own_outcome()
    {
        var key = $"key-{Make.Id()}";
        var existing = Make.Summary();
        await Store.CommitAsync(Make.Commit(existing), Cancel);
        var fresh = Enumerable.Range(0, 600).Select(_ => Full(Make.Id(), 0)).ToList();
        var same = Enumerable.Range(0, 10).Select(_ => Full(existing.Id, 1)).ToList();
        var keyed = Enumerable.Range(0, 10).Select(_ => Make.Commit() with { IdempotencyKey = key }).ToList();

        var calls = fresh.Concat(same).Concat(keyed).OrderBy(commit => commit.Summary.Id, StringComparer.Ordinal)
            .Select(async commit => (commit, outcome: await Store.CommitAsync(commit, Cancel))).ToList();
        var outcomes = (await Task.WhenAll(calls)).ToDictionary(call => call.commit, call => call.outcome);

        Assert.All(fresh, commit => Assert.Equal(CommitOutcome.Committed, outcomes[commit]));
        Assert.Single(same, commit => outcomes[commit] == CommitOutcome.Committed);
        Assert.Equal(9, same.Count(commit => outcomes[commit] == CommitOutcome.RevisionLost));
        Assert.Single(keyed, commit => outcomes[commit] == CommitOutcome.Committed);
        Assert.Equal(9, keyed.Count(commit => outcomes[commit] == CommitOutcome.Duplicate));
        Assert.Equal(2, (await Store.LoadAsync(existing.Id, Cancel))!.Revision);
        foreach (var commit in fresh.Take(20))
            Assert.Equal(commit.Journal.Count, (await Store.ListJournalAsync(commit.Summary.Id, 0, 10, Cancel)).TotalCount);
    }

    [Fact]
    public async Task Commits_of_one_instance_in_one_batch_take_effect_in_order()
    {
        var summary = Make.Summary();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(revision => Store.CommitAsync(Make.Commit(summary, revision, $"[{revision}]"), Cancel).AsTask()));

        Assert.All(outcomes, outcome => Assert.Equal(CommitOutcome.Committed, outcome));
        var stored = await Store.LoadAsync(summary.Id, Cancel);
        Assert.Equal(20, stored!.Revision);
        Assert.Equal("[19]", Encoding.UTF8.GetString(stored.State.Span));
    }

    [Fact]
    public async Task A_commit_that_cannot_be_written_fails_alone()
    {
        var good = Enumerable.Range(0, 50).Select(_ => Make.Commit()).ToList();
        var id = Make.Id();
        var bad = Make.Commit(Make.Summary(id)) with { IncidentsAdded = [Make.Incident(id, "same"), Make.Incident(id, "same")] };

        var calls = good.Append(bad).OrderBy(commit => commit.Summary.Id, StringComparer.Ordinal)
            .ToDictionary(commit => commit, commit => Store.CommitAsync(commit, Cancel).AsTask());

        await Assert.ThrowsAnyAsync<DbException>(() => calls[bad]);
        foreach (var commit in good)
            Assert.Equal(CommitOutcome.Committed, await calls[commit]);
        Assert.Null(await Store.FindSummaryAsync(id, Cancel));
    }

    [Fact]
    public async Task Of_two_processes_that_write_a_revision_one_wins()
    {
        await using var other = stores.NewServices();
        var rival = other.GetRequiredService<IWorkflowStore>();
        var summaries = Enumerable.Range(0, 40).Select(_ => Make.Summary()).ToList();
        await Task.WhenAll(summaries.Select(summary => Store.CommitAsync(Make.Commit(summary), Cancel).AsTask()));

        var mine = summaries.Select(summary => Store.CommitAsync(Full(summary.Id, 1), Cancel).AsTask()).ToList();
        var theirs = summaries.Select(summary => rival.CommitAsync(Full(summary.Id, 1), Cancel).AsTask()).ToList();
        await Task.WhenAll(mine.Concat(theirs));

        for (var i = 0; i < summaries.Count; i++)
            Assert.Equal([CommitOutcome.Committed, CommitOutcome.RevisionLost], new[] { await mine[i], await theirs[i] }.Order());
    }

    [Fact]
    public async Task What_was_committed_is_there_after_a_reopen()
    {
        var commit = Full(Make.Id(), 0);
        await Store.CommitAsync(commit, Cancel);

        await stores.ReopenAsync();

        Assert.Equal(commit.Summary, (await Store.LoadAsync(commit.Summary.Id, Cancel))!.Summary);
        Assert.Equal(CommitOutcome.Committed, await Store.CommitAsync(Make.Commit(commit.Summary, expected: 1), Cancel));
    }

    private static InstanceCommit Full(string id, long expected) => Make.Commit(Make.Summary(id), expected, "[0]") with
    {
        BookmarksAdded = [Make.Bookmark()],
        Journal = [Make.Journal(id, 1), Make.Journal(id, 2)],
        IncidentsAdded = [Make.Incident(id)],
        Effects = [Make.Effect(id, "deploy")],
        Outbox = [Make.Outbox(id)],
    };
}

public sealed class SqliteCommits(SqliteStores stores) : CommitCompliance<SqliteStores>(stores);

public sealed class PostgresCommits(PostgresStores stores) : CommitCompliance<PostgresStores>(stores);

public sealed class MemoryCommits(MemoryStores stores) : CommitCompliance<MemoryStores>(stores);
