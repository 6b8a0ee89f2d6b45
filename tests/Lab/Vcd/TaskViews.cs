using System.Xml.Linq;
using Orchestrator.Lab.Bus;
using Orchestrator.Lab.Http;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vcd;

/// <summary>Tasks: started by operations, polled by clients.</summary>
internal static class TaskViews
{
    public static LabReply Get(VcdCall call)
    {
        var id = call.Id();
        return call.Xml(200, Element(call, call.Visible(call.Vcd.Task(id), t => t.OrgId, "task", id)), X.Mime("task"));
    }

    public static LabReply List(VcdCall call)
    {
        var org = call.Visible(call.Vcd.Org(call.Id()), o => o.Id, "org", call.Id());
        return call.Xml(
            200,
            new XElement(
                X.V + "TasksList",
                new XAttribute("href", call.Href($"/api/tasksList/{org.Id}")),
                new XAttribute("type", X.Mime("tasksList")),
                call.Vcd.Tasks.Where(t => t.OrgId == org.Id).Select(t => Element(call, t))),
            X.Mime("tasksList"));
    }

    public static LabReply Cancel(VcdCall call)
    {
        var task = call.Visible(call.Vcd.Task(call.Id()), t => t.OrgId, "task", call.Id());
        if (!task.IsRunning)
            throw VcdError.InvalidState($"Task {task.Id} has ended and cannot be canceled.");
        TaskEnd.Cancel(call.Vcd, task, call.Now);
        return new LabReply(204);
    }

    /// <summary>Starts a task that ends after the lab's task duration and answers it with 202.</summary>
    public static LabReply Accept(VcdCall call, TaskState task)
    {
        Start(call, task);
        return call.Xml(202, Element(call, task), X.Mime("task")).With("Location", call.Href($"/api/task/{task.Id}"));
    }

    public static void Start(VcdCall call, TaskState task)
    {
        task.Id = call.World.Ids.NewId();
        task.UserId = call.User.Id;
        task.StartedAt = call.Now;
        task.DueAt = call.Now + call.World.Options.TaskDuration;
        if (call.Request.TaskFault is { } fault)
            (task.ErrorCode, task.ErrorMessage) = (fault.Error, fault.Message);
        call.Vcd.Tasks.RemoveAll(t => t.EndedAt < call.Now.AddDays(-1));
        call.Vcd.Tasks.Add(task);
        Events.OfTask(call.Vcd, task, "create");
        BlockingTasks.Hold(call, task);
    }

    /// <summary>The <c>Tasks</c> element of an entity, or null when nothing runs on it.</summary>
    public static XElement? RunningOn(VcdCall call, Func<TaskState, bool> concerns)
    {
        var running = call.Vcd.Tasks.Where(t => t.IsRunning && concerns(t)).Select(t => Element(call, t)).ToList();
        return running.Count == 0 ? null : new XElement(X.V + "Tasks", running);
    }

    public static string StatusOf(VcdCall call, TaskState task) => task.IsBlocked ? "preRunning" : task.IsRunning && task.Act != TaskState.Behavior && ProgressOf(call, task) < 10 ? "queued" : task.Status;

    public static int ProgressOf(VcdCall call, TaskState task)
    {
        if (!task.IsRunning || task.Act == TaskState.Behavior)
            return task.Progress;
        var all = (task.DueAt - task.StartedAt).Ticks;
        return all <= 0 ? 99 : (int)Math.Clamp(100 * (call.Now - task.StartedAt).Ticks / all, 0, 99);
    }

    public static XElement Element(VcdCall call, TaskState task)
    {
        var user = call.Vcd.Users.Find(u => u.Id == task.UserId);
        var org = call.Vcd.Org(task.OrgId)!;
        var root = new XElement(
            X.V + "Task",
            new XAttribute("cancelRequested", X.Bool(task.Status == TaskState.Canceled)),
            new XAttribute("expiryTime", X.Time(task.StartedAt.AddDays(90))),
            new XAttribute("operation", task.Operation),
            new XAttribute("operationName", task.OperationName),
            new XAttribute("serviceNamespace", "com.vmware.vcloud"),
            new XAttribute("startTime", X.Time(task.StartedAt)),
            new XAttribute("status", StatusOf(call, task)),
            new XAttribute("name", "task"),
            new XAttribute("id", $"urn:vcloud:task:{task.Id}"),
            new XAttribute("href", call.Href($"/api/task/{task.Id}")),
            new XAttribute("type", X.Mime("task")));
        if (task.EndedAt is { } ended)
            root.Add(new XAttribute("endTime", X.Time(ended)));
        if (task.IsRunning)
            root.Add(X.Link("task:cancel", call.Href($"/api/task/{task.Id}/action/cancel")));
        root.Add(X.Reference("Owner", call.Href(task.OwnerPath), task.OwnerName, task.OwnerType));
        if (task.Status == TaskState.Failed && task.ErrorCode is not null)
        {
            root.Add(new XElement(
                X.V + "Error",
                new XAttribute("majorErrorCode", task.ErrorMajor ?? "400"),
                new XAttribute("minorErrorCode", task.ErrorCode!),
                new XAttribute("message", $"[ {task.Id} ] {task.ErrorMessage}")));
        }

        if (user is not null)
            root.Add(X.Reference("User", call.Href($"/api/admin/user/{user.Id}"), user.Name, X.AdminMime("user")));
        root.Add(
            X.Reference("Organization", call.Href($"/api/org/{org.Id}"), org.Name, X.Mime("org")),
            new XElement(X.V + "Progress", X.Text(ProgressOf(call, task))),
            new XElement(X.V + "Details", task.Details ?? (task.Status != TaskState.Failed || task.ErrorMessage is null ? "" : $"  {task.ErrorMessage}")));
        if (task.Result is not null)
            root.Add(new XElement(X.V + "Result", new XElement(X.V + "ResultContent", task.Result)));
        return root;
    }
}
