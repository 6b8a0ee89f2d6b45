using System.Globalization;
using System.Xml.Linq;
using Orchestrator.Lab.Bus;
using Orchestrator.Lab.Http;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vcd;

/// <summary>Tasks that wait for a decision: resume, abort or fail, by a client or at their time-out.</summary>
internal static class BlockingTasks
{
    private const string Path = "/api/admin/extension/blockingTask";

    /// <summary>Holds a new task when its operation is one of those that block.</summary>
    public static void Hold(VcdCall call, TaskState task)
    {
        if (!call.Vcd.BlockedOperations.Contains(task.OperationName))
            return;
        task.IsBlocked = true;
        var blocking = new BlockingTaskState
        {
            Id = call.World.Ids.NewId(),
            TaskId = task.Id,
            CreatedAt = call.Now,
            TimeoutAt = call.Now.AddSeconds(call.Vcd.BlockingTimeoutSeconds),
        };
        call.Vcd.BlockingTasks.Add(blocking);
        Events.OfBlockingTask(call.Vcd, blocking, task, "create");
    }

    public static bool Expire(VcdState vcd, DateTimeOffset now)
    {
        var due = vcd.BlockingTasks.FindAll(b => b.Status == BlockingTaskState.Active && b.TimeoutAt <= now);
        foreach (var blocking in due)
            Decide(vcd, blocking, blocking.TimeoutAction, "The time-out has passed.", now, TimeSpan.Zero);
        return due.Count > 0;
    }

    public static LabReply List(VcdCall call)
    {
        call.DemandProvider();
        return call.Xml(
            200,
            ExtensionServices.Rooted(new XElement(
                X.Ext + "BlockingTaskReferences",
                new XAttribute("href", call.Href("/api/admin/extension/blockingTasks")),
                new XAttribute("type", X.AdminMime("blockingTaskList")),
                call.Vcd.BlockingTasks.Where(b => b.Status == BlockingTaskState.Active).Select(b => new XElement(
                    X.Ext + "Reference",
                    new XAttribute("href", call.Href($"{Path}/{b.Id}")),
                    new XAttribute("name", call.Vcd.Task(b.TaskId)?.OperationName ?? ""),
                    new XAttribute("type", X.AdminMime("blockingTask")))))),
            X.AdminMime("blockingTaskList"));
    }

    public static LabReply Get(VcdCall call) => call.Xml(200, Element(call, Find(call)), X.AdminMime("blockingTask"));

    public static LabReply Act(VcdCall call)
    {
        var blocking = Find(call);
        var act = call.Request.RouteText("act");
        if (act is not ("resume" or "abort" or "fail" or "updateProgress"))
            throw VcdError.NotFound($"No resource at {call.Request.Path}.");
        var root = X.Parse(call.Request.Body, X.Ext + (act == "updateProgress" ? "BlockingTaskUpdateProgressParams" : "BlockingTaskOperationParams"));
        var message = root.Element(X.Ext + "Message")?.Value;
        if (blocking.Status != BlockingTaskState.Active)
            throw VcdError.InvalidState($"The blocking task {blocking.Id} is {blocking.Status} and cannot be changed.");
        if (act == "updateProgress")
        {
            if (!long.TryParse(root.Element(X.Ext + "TimeoutValueInMilliseconds")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var more) || more <= 0)
                throw VcdError.BadRequest("Bad request - TimeoutValueInMilliseconds must be a positive number.");
            blocking.TimeoutAt = call.Now.AddMilliseconds(more);
            blocking.Message = message;
            return call.Xml(200, Element(call, blocking), X.AdminMime("blockingTask"));
        }

        Decide(call.Vcd, blocking, act, message, call.Now, call.World.Options.TaskDuration);
        return new LabReply(204);
    }

    private static void Decide(VcdState vcd, BlockingTaskState blocking, string act, string? message, DateTimeOffset now, TimeSpan duration)
    {
        var task = vcd.Task(blocking.TaskId);
        blocking.Status = act switch { "resume" => "resumed", "abort" => "aborted", _ => "failed" };
        blocking.Message = message;
        if (task is not { IsRunning: true })
            return;
        Events.OfBlockingTask(vcd, blocking, task, act);
        if (act == "resume")
        {
            task.IsBlocked = false;
            task.DueAt = now + duration;
            return;
        }

        if (act == "fail")
            (task.ErrorCode, task.ErrorMessage) = ("BLOCKING_TASK_FAILED", message ?? "An extension has failed the task.");
        TaskEnd.Stop(vcd, task, now, act == "fail" ? TaskState.Failed : TaskState.Aborted);
    }

    private static BlockingTaskState Find(VcdCall call)
    {
        call.DemandProvider();
        var id = call.Id();
        return call.Vcd.BlockingTasks.Find(b => b.Id == id) ?? throw VcdError.NoEntity("blockingTask", id);
    }

    private static XElement Element(VcdCall call, BlockingTaskState blocking)
    {
        var href = call.Href($"{Path}/{blocking.Id}");
        var task = call.Vcd.Task(blocking.TaskId)!;
        var root = ExtensionServices.Rooted(new XElement(
            X.Ext + "BlockingTask",
            new XAttribute("status", blocking.Status),
            new XAttribute("timeoutDate", X.Time(blocking.TimeoutAt)),
            new XAttribute("timeoutAction", blocking.TimeoutAction),
            new XAttribute("createdTime", X.Time(blocking.CreatedAt)),
            new XAttribute("name", task.OperationName),
            new XAttribute("id", $"urn:vcloud:blockingTask:{blocking.Id}"),
            new XAttribute("href", href),
            new XAttribute("type", X.AdminMime("blockingTask"))));
        if (blocking.Status == BlockingTaskState.Active)
        {
            foreach (var act in (string[])["resume", "abort", "fail"])
                root.Add(X.Link(act, $"{href}/action/{act}", X.AdminMime("blockingTaskOperationParams")));
            root.Add(X.Link("updateProgress", $"{href}/action/updateProgress", X.AdminMime("blockingTaskUpdateProgressOperationParams")));
        }

        var org = call.Vcd.Org(task.OrgId)!;
        root.Add(
            new XElement(X.V + "Task", new XAttribute("href", call.Href($"/api/task/{task.Id}")), new XAttribute("name", "task"), new XAttribute("type", X.Mime("task"))),
            X.Reference("Organization", call.Href($"/api/org/{org.Id}"), org.Name, X.Mime("org")),
            X.Reference("TaskOwner", call.Href(task.OwnerPath), task.OwnerName, task.OwnerType));
        return root;
    }
}
