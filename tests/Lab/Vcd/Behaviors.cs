using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Lab.Bus;
using Orchestrator.Lab.Http;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vcd;

/// <summary>Invocations of MQTT behaviours: a task of vCD that the extension's messages lead to its end. Source: extension library, "MQTT behaviors".</summary>
internal static class Behaviors
{
    private const string TaskContent = "application/vnd.vmware.vcloud.task+json";

    public static LabReply Invoke(VcdCall call)
    {
        var entity = DefinedEntities.Find(call);
        var urn = call.Request.RouteText("behavior");
        var type = call.Vcd.EntityTypes.Find(t => t.Urn == entity.TypeUrn);
        var behavior = call.Vcd.Interfaces.Where(i => type?.Interfaces.Contains(i.Urn) == true).SelectMany(i => i.Behaviors).FirstOrDefault(b => b.Urn == urn)
            ?? throw VcdError.NoEntity("behavior", urn);
        var extension = call.Vcd.Extensions.Find(x => x.Urn == behavior.ServiceId && x.Enabled)
            ?? throw new VcdError(500, "INTERNAL_SERVER_ERROR", $"Cannot send message to service with id: {behavior.ServiceId}. Check your service configuration.");
        var body = JsonBody.Of(call);
        var timeout = behavior.InvocationTimeout is { } seconds ? TimeSpan.FromSeconds(seconds) : call.World.Options.ExtensionTimeout;
        var task = new TaskState
        {
            Id = call.World.Ids.NewId(),
            OrgId = call.User.OrgId,
            UserId = call.User.Id,
            OperationName = "behaviorInvocation",
            Operation = $"Invoking behavior {behavior.Name}",
            OwnerPath = $"/cloudapi/1.0.0/entities/{entity.Urn}",
            OwnerName = entity.Name,
            OwnerType = "application/json",
            StartedAt = call.Now,
            DueAt = call.Now + timeout,
            ErrorCode = "TIMEOUT",
            ErrorMessage = string.Create(CultureInfo.InvariantCulture, $"The extension {extension.Urn} has not responded within {timeout.TotalSeconds:0.###} s."),
            Act = TaskState.Behavior,
        };
        call.Vcd.Tasks.Add(task);
        Events.OfTask(call.Vcd, task, "create");
        call.Vcd.Invocations.Add(new InvocationState { TaskId = task.Id, Topic = extension.Monitor, Message = Message(call, entity, behavior, task, body).ToJsonString() });
        return new LabReply(202).With("Location", call.Href($"/api/task/{task.Id}"));
    }

    /// <summary>Applies a <c>BEHAVIOR_RESPONSE</c>. False: it is for no running task of that extension's.</summary>
    public static bool Apply(VcdState vcd, JsonElement message, DateTimeOffset now)
    {
        var headers = message.GetProperty("headers");
        if (vcd.Tasks.Find(t => t.Id == X.IdOf(headers.GetProperty("taskId").GetString()) && t.Act == TaskState.Behavior && t.IsRunning) is not { } task)
            return false;
        var payload = message.GetProperty("payload").GetString()!;
        if (!headers.TryGetProperty("contentType", out var kind) || kind.GetString() != TaskContent)
        {
            task.Result = payload;
            End(vcd, task, now, TaskState.Success);
            return true;
        }

        using var update = JsonDocument.Parse(payload);
        Update(vcd, task, update.RootElement, now);
        return true;
    }

    private static void Update(VcdState vcd, TaskState task, JsonElement update, DateTimeOffset now)
    {
        string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.ToString() : null;
        task.Operation = Text(update, "operation") ?? task.Operation;
        task.Details = Text(update, "details") ?? task.Details;
        task.Progress = update.TryGetProperty("progress", out var progress) ? progress.GetInt32() : task.Progress;
        task.DueAt = now + (task.DueAt - task.StartedAt);
        switch (Text(update, "status"))
        {
            case TaskState.Success:
                task.Result = update.TryGetProperty("result", out var result) ? Text(result, "resultContent") : null;
                End(vcd, task, now, TaskState.Success);
                break;
            case TaskState.Failed:
                var error = update.GetProperty("error");
                (task.ErrorMajor, task.ErrorCode, task.ErrorMessage) = (Text(error, "majorErrorCode"), Text(error, "minorErrorCode"), Text(error, "message"));
                End(vcd, task, now, TaskState.Failed);
                break;
            case TaskState.Aborted or TaskState.Canceled:
                End(vcd, task, now, TaskState.Aborted);
                break;
        }
    }

    private static void End(VcdState vcd, TaskState task, DateTimeOffset now, string status)
    {
        if (status != TaskState.Failed)
            (task.ErrorCode, task.ErrorMessage) = (null, null);
        if (status == TaskState.Success)
            task.Progress = 100;
        task.Status = status;
        task.EndedAt = now;
        Events.OfTask(vcd, task, status == TaskState.Success ? "complete" : status == TaskState.Failed ? "fail" : "abort", status == TaskState.Success);
    }

    private static JsonObject Message(VcdCall call, DefinedEntityState entity, BehaviorState behavior, TaskState task, JsonObject body) => new()
    {
        ["type"] = "BEHAVIOR_INVOCATION",
        ["headers"] = new JsonObject
        {
            ["taskId"] = $"urn:vcloud:task:{task.Id}",
            ["entityId"] = entity.Urn,
            ["behaviorId"] = behavior.Urn,
            ["context"] = new JsonObject { ["userId"] = $"urn:vcloud:user:{call.User.Id}", ["orgId"] = $"urn:vcloud:org:{call.User.OrgId}", ["rights"] = null },
        },
        ["payload"] = new JsonObject
        {
            ["_execution_properties"] = JsonNode.Parse(behavior.Properties),
            ["entityId"] = entity.Urn,
            ["typeId"] = entity.TypeUrn,
            ["arguments"] = body["arguments"]?.DeepClone() ?? new JsonObject(),
            ["additionalArguments"] = null,
            ["_metadata"] = new JsonObject
            {
                ["executionId"] = behavior.ExecutionId,
                ["invocation"] = body["metadata"]?.DeepClone() ?? new JsonObject(),
                ["behaviorId"] = behavior.Urn,
                ["taskId"] = $"urn:vcloud:task:{task.Id}",
                ["executionType"] = "MQTT",
                ["requestId"] = call.World.Ids.NewId().ToString(),
            },
            ["entity"] = JsonNode.Parse(entity.Content),
        }.ToJsonString(),
    };
}
