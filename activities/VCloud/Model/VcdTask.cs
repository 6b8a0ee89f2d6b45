using System.Xml.Linq;

namespace Orchestrator.Activities.VCloud;

/// <summary>A task of vCD.</summary>
/// <param name="Href">Where to ask for it.</param>
/// <param name="Status">queued, preRunning, running, success, error, canceled or aborted.</param>
/// <param name="Operation">What it does, for people.</param>
/// <param name="Error">Why it failed; empty when it did not.</param>
public sealed record VcdTask(string Href, string Status, string Operation, string Error)
{
    public bool HasEnded => Status is "success" or "error" or "canceled" or "aborted";

    public bool HasSucceeded => Status == "success";

    internal static VcdTask From(XElement task)
    {
        var error = task.Child("Error");
        return new VcdTask(task.Attr("href"), task.Attr("status"), task.Attr("operation"), error is null ? "" : $"{error.Attr("message")} ({error.Attr("minorErrorCode")})");
    }

    internal static IReadOnlyList<VcdTask> RunningTasks(XElement entity) => [.. entity.Child("Tasks").Children("Task").Select(From).Where(t => !t.HasEnded)];
}
