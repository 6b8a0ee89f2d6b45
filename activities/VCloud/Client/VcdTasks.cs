using System.Xml.Linq;

namespace Orchestrator.Activities.VCloud;

/// <summary>Tasks: what vCD does in the background.</summary>
public sealed class VcdTasks(VcdClient client)
{
    public async ValueTask<VcdTask> GetAsync(string href, CancellationToken cancellationToken) => VcdTask.From(await client.GetAsync(href, cancellationToken));

    /// <summary>The task in an answer to an asynchronous call.</summary>
    internal static VcdTask In(VcdResponse response, string call)
    {
        XElement? task = response.Xml is { Name.LocalName: "Task" } root ? root : response.Xml?.Path("Tasks", "Task");
        return task is null
            ? throw new VcdException(response.StatusCode, "NO_TASK", $"vCloud Director answered {response.StatusCode} to {call} without a task.")
            : VcdTask.From(task);
    }
}
