using Orchestrator.Activities.Functions.Api;
using Orchestrator.Activities.Functions.Model;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Functions.Activities;

/// <summary>Marks a function as being removed: calls get 404 from then on.</summary>
/// <remarks>A function that is unknown, or gone by now, gets the same answer 202: the end is the same. A request without a name is a fault.</remarks>
[Activity("Functions", "Functions", "Marks a function as being removed; calls get 404 from then on.")]
public sealed class MarkRemoving : CodeActivity
{
    [Input(Description = "What the API received: {name}.")]
    public Input<object?> Request { get; set; } = default!;

    [Output(Description = "The function: {name, version}.")]
    public Output<object?>? Function { get; set; }

    [Output(Description = "What to answer: {statusCode, contentType, headers, body}.")]
    public Output<object?>? Reply { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var name = ValueConverter.To<Dictionary<string, object?>>(context.Get(Request))?.GetValueOrDefault("name") as string
            ?? throw new WorkflowFaultException("Input 'Request' names no function.", "functions.no-function");
        var (tenant, store) = (context.WorkflowExecutionContext.Tenant, context.GetRequiredService<IFunctionStore>());
        var record = await store.ChangeAsync(
            tenant,
            name,
            before => before with { Status = FunctionStatus.Removing, StatusReason = null, InstanceId = context.WorkflowExecutionContext.Id },
            context.CancellationToken);
        var version = record is null ? null : await store.FindVersionAsync(tenant, name, record.ShownVersion, context.CancellationToken);
        Function.Set(context, version is null ? new FunctionRef(name, 0) : await StoreFunction.RefAsync(context, version));
        Reply.Set(context, record is null || version is null
            ? new ApiAnswer { StatusCode = 202, Body = new Dictionary<string, object?> { ["name"] = name, ["status"] = FunctionStatus.Removing } }
            : new ApiAnswer { StatusCode = 202, Body = FunctionView.Of(record, version, new(0, null), withSource: false) });
    }
}
