namespace Orchestrator.Workflows;

/// <summary>One execution of an activity.</summary>
/// <remarks>Not thread-safe: an instance runs on one thread at a time.</remarks>
public abstract class ActivityExecutionContext
{
    public abstract string Id { get; }

    public abstract IActivity Activity { get; }

    public abstract WorkflowExecutionContext WorkflowExecutionContext { get; }

    public abstract ActivityExecutionContext? ParentActivityExecutionContext { get; }

    public abstract ActivityStatus Status { get; }

    public abstract DateTimeOffset StartedAt { get; }

    public abstract CancellationToken CancellationToken { get; }

    /// <summary>Free text given by the scheduler.</summary>
    public abstract string? Tag { get; }

    /// <summary>Kept with the instance while this execution lasts.</summary>
    public abstract IDictionary<string, object?> Properties { get; }

    /// <summary>Added to the journal entry of completion.</summary>
    public abstract IDictionary<string, object?> JournalData { get; }

    /// <summary>What the stimulus that started or resumed this activity brought; empty otherwise.</summary>
    public abstract IDictionary<string, object?> StimulusInput { get; }

    /// <summary>True in the activity whose trigger started this run.</summary>
    public abstract bool IsTriggerOfWorkflow { get; }

    /// <summary>Outputs set so far, by name.</summary>
    public abstract IReadOnlyDictionary<string, object?> Outputs { get; }

    public abstract T? Get<T>(Input<T> input);

    public abstract void Set(Output? output, object? value, string? name = null);

    /// <summary>Evaluates an expression now, for inputs marked as not auto-evaluated.</summary>
    public abstract ValueTask<T?> EvaluateAsync<T>(Input<T>? input);

    /// <summary>Evaluates an expression now.</summary>
    public abstract ValueTask<T?> EvaluateAsync<T>(Expression expression);

    public abstract object? GetVariable(string name);

    /// <summary>Sets the nearest variable of that name; makes one at the workflow's level when there is none.</summary>
    public abstract void SetVariable(string name, object? value);

    /// <summary>Puts a child into the queue; it runs after what is queued already.</summary>
    public abstract ValueTask ScheduleActivityAsync(IActivity? activity, ScheduleOptions? options = null);

    public ValueTask ScheduleActivityAsync(IActivity? activity, ActivityCompletionCallback callback) =>
        ScheduleActivityAsync(activity, new ScheduleOptions { CompletionCallback = callback });

    public ValueTask CompleteActivityAsync() => CompleteActivityAsync(Outcomes.Done);

    public abstract ValueTask CompleteActivityAsync(Outcomes outcomes);

    public ValueTask CompleteActivityWithOutcomesAsync(params string[] outcomes) => CompleteActivityAsync(new Outcomes(outcomes));

    /// <summary>Cancels this execution with all below it.</summary>
    public abstract ValueTask CancelActivityAsync();

    /// <summary>Cancels all below this execution, queued, waiting or faulted; incidents of what was faulted are settled. The execution itself goes on.</summary>
    public abstract ValueTask CancelChildrenAsync();

    /// <summary>Ends this execution with a fault, as a scope does that lets one through: scopes around it are asked, then it becomes an incident.</summary>
    public abstract ValueTask FaultActivityAsync(ActivityFault fault);

    /// <summary>Suspends the activity until a stimulus arrives.</summary>
    public abstract Bookmark CreateBookmark(CreateBookmarkArgs args);

    /// <summary>Withdraws all bookmarks of this execution.</summary>
    public abstract void ClearBookmarks();

    /// <summary>Suspends the activity for a time; durable.</summary>
    /// <exception cref="WorkflowFaultException">It would end after the year 9999.</exception>
    public Bookmark DelayFor(TimeSpan delay, BookmarkCallback? callback = null, string? description = null)
    {
        var now = WorkflowExecutionContext.TimeProvider.GetUtcNow();
        if (delay > DateTimeOffset.MaxValue - now)
            throw new WorkflowFaultException($"A delay of {delay:c} ends after the year 9999.", "time.out-of-range");
        return CreateBookmark(new CreateBookmarkArgs
        {
            Name = "Delay",
            DueAt = now + (delay < TimeSpan.Zero ? TimeSpan.Zero : delay),
            Callback = callback,
            Description = description,
        });
    }

    /// <summary>
    /// Does an action on the outside world once: the intent is committed before it and the receipt after it. When the activity is executed again after a crash,
    /// a finished effect gives its receipt, and an unfinished one is looked for before it is repeated.
    /// </summary>
    public abstract ValueTask<T> RunEffectAsync<T>(EffectRequest<T> request);

    /// <summary>Sends a message with the next commit.</summary>
    public abstract void Send(OutboxMessage message);

    /// <summary>Commits what happened so far; messages given to <see cref="Send"/> go out after it.</summary>
    public abstract ValueTask CheckpointAsync();

    /// <summary>
    /// As <see cref="CheckpointAsync"/>, but when this activity is done: before the instance's next activity runs, or with the commit that the burst ends in. A message of a
    /// last step leaves with one commit instead of two.
    /// </summary>
    public abstract void CheckpointWhenDone();

    /// <summary>Adds an entry to the journal. Never a secret.</summary>
    public abstract void AddExecutionLogEntry(string eventName, string? message = null, object? payload = null);

    public T GetRequiredService<T>() where T : notnull =>
        (T?)WorkflowExecutionContext.ServiceProvider.GetService(typeof(T))
        ?? throw new InvalidOperationException($"Service {typeof(T)} is not registered; activity type {Activity.Type} needs it.");

    public T? GetService<T>() where T : class => (T?)WorkflowExecutionContext.ServiceProvider.GetService(typeof(T));
}
