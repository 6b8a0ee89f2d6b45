using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Activities.Messaging.Vcd.Api;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Api;
using Orchestrator.Runtime.Operations;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Vcd.Behaviors;

/// <summary>Starts the workflow that takes an invocation.</summary>
internal sealed partial class BehaviorDispatcher(
    ITriggerIndex index, IWorkflowRuntime runtime, IIntake intake, VcdCallers callers, BehaviorReplies replies, IOptions<VcdBusOptions> options, TimeProvider time,
    IHostApplicationLifetime lifetime, ILogger<BehaviorDispatcher> logger)
{
    /// <summary>Returns when the workflow is started, durably, or vCD's task was told why not. Null: done. Text: why no workflow was started.</summary>
    public async ValueTask<string?> DispatchAsync(BehaviorInvocation invocation, CancellationToken cancellationToken)
    {
        var task = new BehaviorTask(invocation.TaskId, invocation.EntityId);
        if (await callers.FindAsync(invocation.Organisation, invocation.User, invocation.Rights, cancellationToken) is not { } caller)
            return await RefuseAsync(task, 403, "UNKNOWN_ORGANISATION", $"Organisation '{invocation.Organisation}' is no tenant of this orchestrator.", cancellationToken);
        if (Find(invocation, caller.TenantName) is not { } trigger)
        {
            return await RefuseAsync(
                task, 404, "NO_WORKFLOW", $"No published workflow takes the behaviour '{invocation.Behavior}' of {invocation.TypeId}: publish one that begins with {VcdBehaviorInvoked.TypeName}.",
                cancellationToken);
        }

        await intake.WaitUntilOpenAsync(cancellationToken);
        var start = new StartWorkflow
        {
            DefinitionId = trigger.DefinitionId,
            DefinitionVersionId = trigger.DefinitionVersionId,
            TriggerActivityId = trigger.ActivityId,
            StimulusInput = new Dictionary<string, object?> { ["invocation"] = Values(invocation, caller) },
            Tenant = caller.TenantName,
            IdempotencyKey = $"vcd-behavior:{caller.TenantName}:{invocation.TaskId}",
        };
        if (await runtime.StartAsync(start, cancellationToken) is not { } instanceId)
            return await RefuseAsync(task, 503, "NOT_STARTED", $"The workflow {trigger.DefinitionId} does not take another run just now.", cancellationToken);
        _ = ReportLaterAsync(task, trigger.DefinitionId, instanceId);
        return null;
    }

    /// <summary>Tells vCD's task that it has failed before a workflow began. Gives the message back.</summary>
    public async ValueTask<string> RefuseAsync(BehaviorTask task, int code, string name, string message, CancellationToken cancellationToken)
    {
        await replies.SendAsync(BehaviorReply.Failure(task, code, name, message) with { At = time.GetUtcNow() }, cancellationToken);
        return message;
    }

    private IndexedTrigger? Find(BehaviorInvocation invocation, string tenant) => index.Find(VcdBehaviorInvoked.TypeName)
        .Where(trigger => trigger.Tenant.Length == 0 || trigger.Tenant.Equals(tenant, StringComparison.OrdinalIgnoreCase))
        .Select(trigger => (Trigger: trigger, Filter: trigger.Payload?.Deserialize<BehaviorFilter>(PlainJson.Options) ?? new BehaviorFilter()))
        .Where(candidate => candidate.Filter.Matches(invocation))
        .OrderByDescending(candidate => candidate.Trigger.Tenant.Length > 0)
        .ThenByDescending(candidate => candidate.Filter.Weight)
        .ThenBy(candidate => candidate.Trigger.DefinitionId, StringComparer.Ordinal)
        .Select(candidate => candidate.Trigger)
        .FirstOrDefault();

    /// <summary>vCD waits for a first word only as long as for an API extension's reply (<c>invocation_timeout</c>, else <c>extensibility.timeout</c>).</summary>
    private async Task ReportLaterAsync(BehaviorTask task, string definitionId, string instanceId)
    {
        var stopping = lifetime.ApplicationStopping;
        var began = time.GetUtcNow();
        try
        {
            await Task.Delay(options.Value.ReplyDeadline, time, stopping);
            if (replies.IsTold(task.TaskId))
                return;
            var update = new BehaviorReply { Task = task, Status = BehaviorReply.Running, Operation = $"Workflow {definitionId}", Details = $"Run {instanceId}", At = began };
            await replies.SendAsync(update, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
        catch (IOException exception)
        {
            LogReportFailed(logger, exception, task.TaskId);
        }
    }

    private static Dictionary<string, object?> Values(BehaviorInvocation invocation, ApiCaller caller)
    {
        var payload = invocation.Payload;
        var metadata = payload["_metadata"] as JsonObject;
        return new Dictionary<string, object?>
        {
            ["taskId"] = invocation.TaskId,
            ["behaviorId"] = invocation.BehaviorId,
            ["behavior"] = invocation.Behavior,
            ["entityId"] = invocation.EntityId,
            ["typeId"] = invocation.TypeId,
            ["arguments"] = PlainValue.From(payload["arguments"]),
            ["additionalArguments"] = PlainValue.From(payload["additionalArguments"]),
            ["entity"] = PlainValue.From(payload["entity"]),
            ["executionProperties"] = PlainValue.From(payload["_execution_properties"]),
            ["metadata"] = PlainValue.From(metadata?["invocation"]),
            ["requestId"] = metadata?["requestId"]?.ToString(),
            ["tenant"] = caller.TenantName,
            ["caller"] = new Dictionary<string, object?> { ["user"] = caller.User, ["isProvider"] = caller.IsProvider, ["rights"] = caller.Rights?.Cast<object?>().ToList() },
        };
    }
}
