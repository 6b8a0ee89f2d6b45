using Orchestrator.Activities.Functions.Api;
using Orchestrator.Activities.Functions.Executors;
using Orchestrator.Activities.Functions.Model;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Functions.Activities;

/// <summary>Posts the request of a call to its started function and takes the answer.</summary>
/// <remarks>A container that cannot be reached and a function that throws give an answer with their status; neither is a fault. After a crash the request is posted again with the same call id, and the container gives the result that it has.</remarks>
[Activity("Functions", "Functions", "Posts the request to a started function and takes its answer.")]
public sealed class PostToContainer : CodeActivity
{
    [Input(Description = "The call that StartContainer gave.")]
    public Input<object?> Call { get; set; } = default!;

    [Input(Description = "What the API received.")]
    public Input<object?> Request { get; set; } = default!;

    [Output(Description = "What to answer: {statusCode, contentType, headers, body}.")]
    public Output<object?>? Reply { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var call = ValueConverter.To<FunctionCall>(context.Get(Call)) ?? throw new WorkflowFaultException("Input 'Call' is empty: StartContainer gives it.", "functions.no-call");
        var command = ValueConverter.To<CallCommand>(context.Get(Request)) ?? throw new WorkflowFaultException("Input 'Request' is empty.", "functions.no-request");
        var tenant = context.WorkflowExecutionContext.Tenant;
        var version = await context.GetRequiredService<IFunctionStore>().FindVersionAsync(tenant, call.Name, call.Version, context.CancellationToken);
        if (version is null)
        {
            Reply.Set(context, ApiAnswer.Problem(404, "No such function", $"The function '{call.Name}' was removed meanwhile."));
            return;
        }

        var executor = context.GetRequiredService<IFunctionExecutors>().Get(version.Executor);
        FunctionReply reply;
        try
        {
            // The server in the container keeps results by call, so a repetition after a crash does not run the handler twice.
            reply = await context.RunEffectAsync(new EffectRequest<FunctionReply>
            {
                Name = "post",
                Act = (_, token) => executor.CallAsync(version, call.Slot, command.ToFunctionRequest(), token),
            });
        }
        catch (FunctionExecutorException exception)
        {
            context.AddExecutionLogEntry("Failed", exception.Message);
            reply = FunctionReply.Failure(CallOutcome.Unavailable, exception.Message);
        }

        context.AddExecutionLogEntry("Called", $"{reply.Outcome} after {reply.DurationMs:0.#} ms. {reply.Error}".Trim());
        var answer = CallAnswers.Of(version, reply);
        Reply.Set(context, command.Test ? CallAnswers.OfTest(version, reply, answer) : answer);
    }
}
