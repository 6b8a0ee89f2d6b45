using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Core;
using Orchestrator.Core.Activities;
using Orchestrator.Runtime.Locks;
using Orchestrator.Runtime.Tasks;
using Orchestrator.Workflows;

namespace Orchestrator.Testing;

/// <summary>One instance in a <see cref="WorkflowTestHost"/>: what it did, and what a test does to it.</summary>
public sealed class TestRun
{
    private readonly WorkflowTestHost host;
    private readonly List<JournalRecord> journal = [];
    private readonly List<TestMessage> sent = [];
    private WorkflowRun run;

    internal TestRun(WorkflowTestHost host, WorkflowRun run)
    {
        this.host = host;
        this.run = run;
    }

    public string Id => run.Id;

    public WorkflowStatus Status => run.Status;

    public WorkflowSubStatus SubStatus => run.SubStatus;

    /// <summary>True once it has ended without an incident.</summary>
    public bool IsFinished => run.SubStatus == WorkflowSubStatus.Finished;

    /// <summary>Faults that no scope has handled.</summary>
    public IReadOnlyList<Incident> Incidents => run.Incidents;

    /// <summary>What it waits for.</summary>
    public IReadOnlyCollection<Bookmark> Bookmarks => [.. run.Bookmarks.Values];

    /// <summary>Outputs of the workflow.</summary>
    public IDictionary<string, object?> Output => run.Output;

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<JournalRecord> Journal => journal;

    /// <summary>Messages that were sent, such as replies and events; those of tasks and locks are among them.</summary>
    public IReadOnlyList<TestMessage> Sent => sent;

    /// <summary>Texts of <c>WriteLine</c>, in order.</summary>
    public IReadOnlyList<string> Lines => [.. journal.Where(j => j.EventName == "Line").Select(j => j.Message ?? "")];

    /// <summary>Tasks of people, the oldest first, as they are now.</summary>
    public IReadOnlyList<UserTask> Tasks => [.. sent.Where(m => m.Kind == "user-task")
        .Select(m => m.Payload.Deserialize<UserTask>(PlainJson.Options)!)
        .GroupBy(t => t.Id).Select(g => g.Last())];

    /// <summary>Value of a variable of the workflow, by name.</summary>
    public object? Variable(string name) => run.Variables.FirstOrDefault(v => v.Name == name)?.Value;

    /// <summary>Outputs of the last completed execution of an activity, by the activity's id or name; empty when it did not complete.</summary>
    public IReadOnlyDictionary<string, object?> OutputsOf(string idOrName) =>
        journal.LastOrDefault(j => j.EventName == "Completed" && (j.Node?.Activity.Id == idOrName || j.Node?.Activity.Name == idOrName))?.Outputs ?? new Dictionary<string, object?>();

    /// <summary>Outcomes of the last completed execution of an activity, by the activity's id or name.</summary>
    public IReadOnlyList<string> OutcomesOf(string idOrName)
    {
        var record = journal.LastOrDefault(j => j.EventName == "Completed" && (j.Node?.Activity.Id == idOrName || j.Node?.Activity.Name == idOrName));
        return record?.Payload is IDictionary<string, object?> payload && payload.TryGetValue("Outcomes", out var outcomes) && outcomes is IEnumerable<object?> names
            ? [.. names.OfType<string>()]
            : [];
    }

    /// <summary>Publishes a named event to the instance; false when it does not wait for it.</summary>
    public Task<bool> SendEventAsync(string eventName, object? payload = null) =>
        SendAsync(Event.Stimulus, Event.PayloadOf(eventName), new Dictionary<string, object?> { ["payload"] = PlainValue.From(payload) });

    /// <summary>Sends a stimulus: resumes the bookmarks of this name and payload; false when there are none.</summary>
    /// <param name="name">Stimulus name, for most activities their type.</param>
    /// <param name="payload">Must equal the bookmark's.</param>
    /// <param name="input">What the activity finds in <c>StimulusInput</c>.</param>
    public async Task<bool> SendAsync(string name, object? payload, IReadOnlyDictionary<string, object?>? input = null)
    {
        var hash = StimulusHash.Of(name, payload);
        var any = false;
        foreach (var bookmark in run.Bookmarks.Values.Where(b => b.DueAt is null && b.Hash == hash).ToList())
            any |= await ResumeAsync(bookmark, input);
        return any;
    }

    /// <summary>Lets time pass. Timers fire in order, each at its own time; a lock that another run let go of is taken first.</summary>
    public async Task AdvanceAsync(TimeSpan time)
    {
        await TakeLocksAsync();
        var end = host.Time.GetUtcNow() + time;
        while (run.Bookmarks.Values.Where(b => b.DueAt <= end).OrderBy(b => b.DueAt).FirstOrDefault() is { } timer)
        {
            if (timer.DueAt > host.Time.GetUtcNow())
                host.Time.SetUtcNow(timer.DueAt.Value);
            await ResumeAsync(timer, null);
        }

        host.Time.SetUtcNow(end);
    }

    /// <summary>Answers the oldest open task, as the REST API does; throws what is wrong with the answer.</summary>
    public async Task AnswerAsync(IReadOnlyDictionary<string, object?>? values = null, string? decision = null, string user = "tester")
    {
        var task = Tasks.FirstOrDefault(t => t.State == UserTaskState.Open) ?? throw new InvalidOperationException("The run has no open task.");
        var (input, faults) = UserTaskAnswers.Check(task, new UserTaskAnswer { User = user, Decision = decision, Values = values ?? new Dictionary<string, object?>() });
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(' ', faults.Select(f => $"{f.Key}: {string.Join(' ', f.Value)}")));
        if (!run.Bookmarks.TryGetValue(task.Id, out var bookmark) || !await ResumeAsync(bookmark, input))
            throw new InvalidOperationException($"Task '{task.Title}' is not waited for any more.");
    }

    /// <summary>Executes the faulted activities again; false when there are none.</summary>
    public async Task<bool> RetryAsync()
    {
        if (!host.Runner.Retry(run))
            return false;
        await BurstAsync();
        return true;
    }

    /// <summary>Cancels the instance.</summary>
    public async Task CancelAsync()
    {
        await host.Runner.CancelAsync(run);
        Commit(run);
        await LetGoOfLocksAsync();
    }

    internal async Task BurstAsync()
    {
        run.Committer = committed =>
        {
            Commit(committed);
            return ValueTask.CompletedTask;
        };
        await host.Runner.RunAsync(run);
        Commit(run);
        await LetGoOfLocksAsync();
        run = host.Runner.Restore(StateCodec.Read(StateCodec.Write(WorkflowRunner.Extract(run))), run.Graph);
    }

    /// <summary>Goes on with a lock that became its own.</summary>
    private async Task TakeLocksAsync()
    {
        var store = (ILockStore)host.Services.GetService(typeof(ILockStore))!;
        foreach (var grant in (await store.SweepAsync(TimeSpan.Zero, CancellationToken.None)).Where(g => g.InstanceId == Id))
            await SendAsync(new NamedLock().Type, new Dictionary<string, object?> { ["owner"] = grant.Owner });
    }

    private async Task<bool> ResumeAsync(Bookmark bookmark, IReadOnlyDictionary<string, object?>? input)
    {
        if (!host.Runner.Resume(run, bookmark.Id, input))
            return false;
        await BurstAsync();
        return true;
    }

    private void Commit(WorkflowRun committed)
    {
        journal.AddRange(committed.Changes.Journal);
        sent.AddRange(committed.Changes.Outbox.Select(m => new TestMessage(m.Id, m.Message.Kind, (JsonNode)m.Message.Payload)));
        committed.Changes.Clear();
    }

    private async Task LetGoOfLocksAsync()
    {
        var store = (ILockStore)host.Services.GetService(typeof(ILockStore))!;
        foreach (var request in sent.Where(m => m.Kind == "lock-release").Select(m => m.Payload.Deserialize<LockRequest>(PlainJson.Options)!))
            await store.ReleaseAsync(request.Tenant, request.Name, request.Owner, CancellationToken.None);
    }
}
