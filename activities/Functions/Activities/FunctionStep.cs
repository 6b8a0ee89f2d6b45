using Orchestrator.Activities.Functions.Executors;
using Orchestrator.Activities.Functions.Model;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Functions.Activities;

/// <summary>
/// Base of the steps that make a version: outcome <c>Done</c>, or <c>Failed</c> with the reason in <see cref="Failure"/>, so that the workflow shows what happens then.
/// </summary>
public abstract class FunctionStep : Activity
{
    [Input(Description = "The version: {name, version}, as StoreFunction gives it.")]
    public Input<object?> Function { get; set; } = default!;

    [Output(Description = "Why the step failed.")]
    public Output<string>? Failure { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var failure = await TryAsync(context);
        if (failure is not null)
            Failure.Set(context, failure);
        await context.CompleteActivityWithOutcomesAsync(failure is null ? "Done" : "Failed");
    }

    /// <summary>Does the step; gives why it failed, null when it succeeded.</summary>
    protected abstract ValueTask<string?> StepAsync(ActivityExecutionContext context, FunctionVersion version, IFunctionExecutor executor, CancellationToken cancellationToken);

    internal static FunctionRef RefOf(ActivityExecutionContext context, Input<object?> input) =>
        ValueConverter.To<FunctionRef>(context.Get(input)) ?? throw new WorkflowFaultException("Input 'Function' is empty: give it {name, version}.", "functions.no-function");

    private async ValueTask<string?> TryAsync(ActivityExecutionContext context)
    {
        var (tenant, reference) = (context.WorkflowExecutionContext.Tenant, RefOf(context, Function));
        var store = context.GetRequiredService<IFunctionStore>();
        var record = await store.FindAsync(tenant, reference.Name, context.CancellationToken);
        var version = await store.FindVersionAsync(tenant, reference.Name, reference.Version, context.CancellationToken);
        if (record is null || version is null || record.Status == FunctionStatus.Removing || !record.Versions.Contains(reference.Version))
            return $"The function '{reference.Name}' was removed meanwhile.";
        try
        {
            var executor = context.GetRequiredService<IFunctionExecutors>().Get(version.Executor);
            return await StepAsync(context, version, executor, context.CancellationToken);
        }
        catch (Exception exception) when (exception is FunctionExecutorException or IOException or UnauthorizedAccessException)
        {
            context.AddExecutionLogEntry("Failed", exception.Message);
            return exception.Message;
        }
    }
}
