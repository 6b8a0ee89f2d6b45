using Microsoft.Extensions.Options;
using Orchestrator.Runtime;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.VCloud;

/// <summary>Base of the activities that work on vCloud Director within one organisation.</summary>
public abstract class VcdActivity : RemoteActivity
{
    [Input(DisplayName = "Organisation", Description = "Name or UUID of the organisation; empty: the tenant of the workflow.", Order = 90)]
    public Input<string?>? Org { get; set; }

    /// <summary>UUID of the organisation to work in.</summary>
    /// <exception cref="WorkflowFaultException">No organisation is given, or it is unknown.</exception>
    protected async ValueTask<string> OrgIdAsync(ActivityExecutionContext context)
    {
        var name = Org.GetOrDefault(context);
        if (string.IsNullOrWhiteSpace(name))
            name = context.WorkflowExecutionContext.Tenant;
        if (string.IsNullOrWhiteSpace(name))
            throw new WorkflowFaultException($"Activity '{context.Activity.Name ?? context.Activity.Id}' ({context.Activity.Type}) needs an organisation: the workflow belongs to no tenant, so give input 'Org'.", "vcd.no-org");
        var tenant = await context.GetRequiredService<ITenantDirectory>().FindAsync(name, context.CancellationToken);
        return tenant?.OrgId ?? throw new WorkflowFaultException($"Organisation '{name}' is unknown.", "vcd.unknown-org");
    }

    /// <summary>Suspends until it is time for the next look.</summary>
    protected void WaitForNextLook(ActivityExecutionContext context, string description) =>
        Wait(context, TimeSpan.FromMilliseconds(context.GetRequiredService<IOptions<VcdOptions>>().Value.PollMilliseconds), description);

    /// <summary>True when the task has succeeded; false when it goes on, and the activity now waits.</summary>
    /// <exception cref="WorkflowFaultException">The task has failed (<c>vcd.task-failed</c>).</exception>
    protected async ValueTask<bool> HasEndedAsync(ActivityExecutionContext context, string taskHref)
    {
        var task = await context.GetRequiredService<VcdTasks>().GetAsync(taskHref, context.CancellationToken);
        if (task.HasSucceeded)
            return true;
        if (task.HasEnded)
            throw new WorkflowFaultException($"vCloud Director ended the task '{task.Operation}' with {task.Status}: {task.Error}", "vcd.task-failed");
        WaitForNextLook(context, $"task '{task.Operation}' of vCloud Director ({task.Status})");
        return false;
    }
}
