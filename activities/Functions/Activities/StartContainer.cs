using Orchestrator.Activities.Functions.Api;
using Orchestrator.Activities.Functions.Executors;
using Orchestrator.Activities.Functions.Model;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Functions.Activities;

/// <summary>Starts the container of a function for one call, or takes one that is warm.</summary>
/// <remarks>A function that is unknown, being removed or does not start leaves by <c>Failed</c> with the answer for the caller: 404, 502 when the function is at fault, 503 when the executor is busy or away. After a crash the container that was started for the call is found again.</remarks>
[Activity("Functions", "Functions", "Starts the container of a function for one call.")]
[FlowNode("Done", "Failed")]
public sealed class StartContainer : Activity
{
    [Input(Description = "What the API received: {name}.")]
    public Input<object?> Request { get; set; } = default!;

    [Output(Description = "The call, for PostToContainer and StopContainer.")]
    public Output<object?>? Call { get; set; }

    [Output(Description = "What to answer when the container does not start.")]
    public Output<object?>? Reply { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var command = ValueConverter.To<CallCommand>(context.Get(Request)) ?? throw new WorkflowFaultException("Input 'Request' names no function.", "functions.no-function");
        var (tenant, store) = (context.WorkflowExecutionContext.Tenant, context.GetRequiredService<IFunctionStore>());
        var record = await store.FindAsync(tenant, command.Name, context.CancellationToken);
        var version = record?.ActiveVersion is { } number ? await store.FindVersionAsync(tenant, command.Name, number, context.CancellationToken) : null;
        if (version is null)
        {
            await FailAsync(context, ApiAnswer.Problem(404, "No such function", $"The function '{command.Name}' was removed meanwhile."));
            return;
        }

        try
        {
            var executor = context.GetRequiredService<IFunctionExecutors>().Get(version.Executor);
            var slot = await context.RunEffectAsync(new EffectRequest<FunctionSlot>
            {
                Name = "start-container",
                Act = (key, token) => executor.StartAsync(version, key, token),
                LookForEffect = async (key, token) =>
                    await executor.FindStartedAsync(version, key, token) is { } found ? EffectLookup<FunctionSlot>.Of(found) : EffectLookup<FunctionSlot>.NotFound,
            });
            Call.Set(context, new FunctionCall(version.Name, version.Version, slot));
            await context.CompleteActivityAsync();
        }
        catch (FunctionExecutorException exception)
        {
            context.AddExecutionLogEntry("Failed", exception.Message);
            await FailAsync(context, exception.FunctionAtFault
                ? ApiAnswer.Problem(502, "The function does not start", exception.Message)
                : ApiAnswer.Problem(503, "The function cannot run now", exception.Message, retryAfterSeconds: exception.Busy ? 1 : 30));
        }
    }

    private async ValueTask FailAsync(ActivityExecutionContext context, ApiAnswer answer)
    {
        Reply.Set(context, answer);
        await context.CompleteActivityWithOutcomesAsync("Failed");
    }
}
