using Microsoft.Extensions.Options;
using Orchestrator.Activities.Functions.Api;
using Orchestrator.Activities.Functions.Executors;
using Orchestrator.Activities.Functions.Model;
using Orchestrator.Runtime;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Functions.Activities;

/// <summary>Stores a new function, or a new version of one, reserves its route and chooses where it runs.</summary>
/// <remarks>A route or name that is taken, or a function that is being built or removed, is refused with the answer for the caller. A repetition after a crash finds what it has stored.</remarks>
[Activity("Functions", "Functions", "Stores a new function, or a new version of one, and chooses where it runs.")]
[FlowNode("Done", "Refused")]
public sealed class StoreFunction : Activity
{
    [Input(Description = "What the API received: {source}, and {id} for a new function.")]
    public Input<object?> Request { get; set; } = default!;

    [Output(Description = "The version: {name, version}.")]
    public Output<object?>? Function { get; set; }

    [Output(Description = "What to answer: {statusCode, contentType, headers, body}.")]
    public Output<object?>? Reply { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var request = ValueConverter.To<FunctionCommand>(context.Get(Request)) ?? throw new WorkflowFaultException("Input 'Request' is empty.", "functions.no-request");
        var tenant = context.WorkflowExecutionContext.Tenant;
        var store = context.GetRequiredService<IFunctionStore>();
        if (!await store.ReserveRouteAsync(tenant, request.Source.Route, request.Source.Name, context.CancellationToken))
        {
            await RefuseAsync(context, $"The route '{request.Source.Route}' belongs to another function.");
            return;
        }

        var record = request.Id is { } id ? await AddAsync(context, store, request.Source, id) : await ChangeAsync(context, store, request.Source.Name);
        if (record is null)
        {
            await RefuseAsync(context, request.Id is null
                ? $"The function '{request.Source.Name}' is being built or removed; try again when it is done."
                : $"A function '{request.Source.Name}' exists already.");
            return;
        }

        var version = await SaveVersionAsync(context, store, request.Source, record.PendingVersion!.Value);
        Function.Set(context, await RefAsync(context, version));
        Reply.Set(context, new ApiAnswer
        {
            StatusCode = 202,
            Headers = new Dictionary<string, string> { ["Location"] = FunctionView.Location(tenant, record.Name), ["Retry-After"] = "1" },
            Body = FunctionView.Of(record, version, new(0, null), withSource: false),
        });
        await context.CompleteActivityAsync();
    }

    /// <summary>What the later steps need to know of a version.</summary>
    internal static async ValueTask<FunctionRef> RefAsync(ActivityExecutionContext context, FunctionVersion version) => new(version.Name, version.Version)
    {
        RegistersApi = context.GetRequiredService<IOptions<FunctionsOptions>>().Value.RegistersApi,
        UrlPattern = FunctionRef.PatternOf(
            await context.GetRequiredService<ITenantDirectory>().FindAsync(version.Tenant, context.CancellationToken), version.Tenant, version.Source.Route),
    };

    /// <summary>Adds the function; a repetition by the same instance finds what it added. Null: another one has the name.</summary>
    private static async ValueTask<FunctionRecord?> AddAsync(ActivityExecutionContext context, IFunctionStore store, FunctionSource source, string id)
    {
        var now = context.WorkflowExecutionContext.TimeProvider.GetUtcNow();
        var record = new FunctionRecord
        {
            Id = id,
            Tenant = context.WorkflowExecutionContext.Tenant,
            Name = source.Name,
            Status = FunctionStatus.Initializing,
            PendingVersion = 1,
            LatestVersion = 1,
            Versions = [1],
            InstanceId = context.WorkflowExecutionContext.Id,
            CreatedAt = now,
            UpdatedAt = now,
        };
        if (await store.AddAsync(record, context.CancellationToken))
            return record;
        var existing = await store.FindAsync(record.Tenant, record.Name, context.CancellationToken);
        return existing?.InstanceId == record.InstanceId ? existing : null;
    }

    private static async ValueTask<FunctionRecord?> ChangeAsync(ActivityExecutionContext context, IFunctionStore store, string name)
    {
        var instance = context.WorkflowExecutionContext.Id;
        var record = await store.ChangeAsync(
            context.WorkflowExecutionContext.Tenant,
            name,
            before => before.PendingVersion is not null || before.Status == FunctionStatus.Removing
                ? null
                : before with
                {
                    Status = before.ActiveVersion is null ? FunctionStatus.Initializing : FunctionStatus.Updating,
                    PendingVersion = before.LatestVersion + 1,
                    LatestVersion = before.LatestVersion + 1,
                    Versions = [.. before.Versions, before.LatestVersion + 1],
                    InstanceId = instance,
                    Error = null,
                    StatusReason = null,
                },
            context.CancellationToken);
        return record?.InstanceId == instance && record.PendingVersion is not null ? record : null;
    }

    private static async ValueTask<FunctionVersion> SaveVersionAsync(ActivityExecutionContext context, IFunctionStore store, FunctionSource source, int number)
    {
        var tenant = context.WorkflowExecutionContext.Tenant;
        if (await store.FindVersionAsync(tenant, source.Name, number, context.CancellationToken) is { } known)
            return known;
        var (executor, reason) = await context.GetRequiredService<IFunctionExecutors>().ChooseAsync(context.CancellationToken);
        var version = new FunctionVersion
        {
            Tenant = tenant,
            Version = number,
            Source = source,
            Executor = executor.Name,
            ExecutorReason = reason,
            CreatedAt = context.WorkflowExecutionContext.TimeProvider.GetUtcNow(),
        };
        await store.SaveVersionAsync(version, context.CancellationToken);
        return version;
    }

    private async ValueTask RefuseAsync(ActivityExecutionContext context, string detail)
    {
        Reply.Set(context, ApiAnswer.Problem(409, "Conflict", detail));
        await context.CompleteActivityWithOutcomesAsync("Refused");
    }
}
