namespace Orchestrator.Workflows;

/// <summary>
/// Base of activities that work on another system in steps. A transient failure (<see cref="RemoteCallException.IsTransient"/>) is tried again after 1, 2, 4 … 30 s,
/// durably, for as long as <see cref="PatienceSeconds"/>; any other failure is an incident, or outcome <c>Failed</c> where <see cref="OnFailure"/> says <c>Continue</c>.
/// </summary>
/// <remarks>
/// <see cref="PrepareAsync"/> reads the inputs and keeps what later steps need in the properties; <see cref="StepAsync"/> then goes on from there until it completes
/// the activity or calls <see cref="Wait"/>. Both may run again after a crash: outside actions belong into effects.
/// </remarks>
public abstract class RemoteActivity : Activity
{
    private const string Key = "remote";

    [Input(Description = "What a failure does: Fault makes an incident that can be retried, Continue completes with outcome Failed.", UIHint = "dropdown",
        Options = ["Fault", "Continue"], DefaultValue = "Fault", Category = "Failure", Order = 100)]
    public Input<string>? OnFailure { get; set; }

    [Input(DisplayName = "Patience (s)", Description = "How long transient failures are tried again, in seconds.", DefaultValue = 600, Category = "Failure", Order = 101)]
    public Input<int?>? PatienceSeconds { get; set; }

    [Output(Description = "Why it failed; empty when it did not.")]
    public Output<string>? Error { get; set; }

    protected sealed override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.SetProperty(Key, new Attempts
        {
            Continue = string.Equals(OnFailure.GetOrDefault(context), "Continue", StringComparison.OrdinalIgnoreCase),
            PatienceSeconds = PatienceSeconds.GetOrDefault(context) ?? 600,
        });
        try
        {
            await PrepareAsync(context);
        }
        catch (WorkflowFaultException fault) when (context.GetProperty<Attempts>(Key)!.Continue)
        {
            await FailAsync(context, fault);
            return;
        }

        await RunAsync(context);
    }

    /// <summary>Reads the inputs.</summary>
    protected virtual ValueTask PrepareAsync(ActivityExecutionContext context) => ValueTask.CompletedTask;

    /// <summary>Goes on until the activity is complete or waits.</summary>
    protected abstract ValueTask StepAsync(ActivityExecutionContext context);

    /// <summary>Begins to undo an earlier execution: <see cref="ICompensable.CompensateAsync"/> of an activity that overrides <see cref="UndoStepAsync"/>.</summary>
    protected ValueTask UndoAsync(ActivityExecutionContext context)
    {
        var attempts = context.GetProperty<Attempts>(Key) ?? new Attempts { PatienceSeconds = 600 };
        context.SetProperty(Key, attempts with { IsUndoing = true, Continue = false, Failures = 0, FirstFailureAt = null });
        return RunAsync(context);
    }

    /// <summary>As <see cref="StepAsync"/>, but undoes: goes on until the execution is undone and completes, or waits. A failure that lasts is an incident.</summary>
    protected virtual ValueTask UndoStepAsync(ActivityExecutionContext context) =>
        throw new NotSupportedException($"{GetType().Name} cannot undo what it did: override {nameof(UndoStepAsync)}.");

    /// <summary>Suspends durably; <see cref="StepAsync"/> is called again afterwards.</summary>
    protected void Wait(ActivityExecutionContext context, TimeSpan delay, string description) => context.DelayFor(delay, OnResumeAsync, description);

    /// <summary>Runs after a wait. Public name kept in the instance's state.</summary>
    protected ValueTask OnResumeAsync(ActivityExecutionContext context) => RunAsync(context);

    private async ValueTask RunAsync(ActivityExecutionContext context)
    {
        try
        {
            var attempts = context.GetProperty<Attempts>(Key)!;
            await (attempts.IsUndoing ? UndoStepAsync(context) : StepAsync(context));
            if (attempts.Failures > 0)
                context.SetProperty(Key, attempts with { Failures = 0, FirstFailureAt = null });
        }
        catch (RemoteCallException failure) when (failure.IsTransient && IsPatient(context))
        {
            TryAgainLater(context, failure);
        }
        catch (RemoteCallException failure)
        {
            await FailAsync(context, new WorkflowFaultException(failure.Message, failure.Code, null, failure));
        }
        catch (WorkflowFaultException fault) when (context.GetProperty<Attempts>(Key)!.Continue)
        {
            await FailAsync(context, fault);
        }
    }

    private static bool IsPatient(ActivityExecutionContext context)
    {
        var attempts = context.GetProperty<Attempts>(Key)!;
        var since = attempts.FirstFailureAt ?? context.WorkflowExecutionContext.TimeProvider.GetUtcNow();
        return context.WorkflowExecutionContext.TimeProvider.GetUtcNow() - since < TimeSpan.FromSeconds(attempts.PatienceSeconds);
    }

    private void TryAgainLater(ActivityExecutionContext context, RemoteCallException failure)
    {
        var attempts = context.GetProperty<Attempts>(Key)!;
        var delay = TimeSpan.FromSeconds(Math.Min(30, 1 << Math.Min(attempts.Failures, 5)));
        context.SetProperty(Key, attempts with
        {
            Failures = attempts.Failures + 1,
            FirstFailureAt = attempts.FirstFailureAt ?? context.WorkflowExecutionContext.TimeProvider.GetUtcNow(),
        });
        context.AddExecutionLogEntry("TriesAgain", $"{failure.Message} Trying again in {delay.TotalSeconds:0} s.");
        Wait(context, delay, $"tries again: {failure.Message}");
    }

    private async ValueTask FailAsync(ActivityExecutionContext context, WorkflowFaultException fault)
    {
        var attempts = context.GetProperty<Attempts>(Key)!;
        context.SetProperty(Key, attempts with { Failures = 0, FirstFailureAt = null });
        if (!attempts.Continue)
            throw fault;
        context.AddExecutionLogEntry("Failed", fault.Message);
        Error.Set(context, fault.Message);
        await context.CompleteActivityWithOutcomesAsync("Failed");
    }

    private sealed record Attempts
    {
        public bool Continue { get; init; }

        public bool IsUndoing { get; init; }

        public int PatienceSeconds { get; init; }

        public int Failures { get; init; }

        public DateTimeOffset? FirstFailureAt { get; init; }
    }
}
