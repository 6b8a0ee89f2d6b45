using Orchestrator.Workflows;

namespace Orchestrator.Activities.VCloud;

/// <summary>Gives a held operation of vCD more time, and says how it goes on.</summary>
[Activity("Vcd", "vCloud Director", "Gives a held operation of vCloud Director more time and a message.", DisplayName = "Update blocking task progress")]
[FlowNode("Done", "Failed")]
public sealed class UpdateBlockingTaskProgress : BlockingTaskActivity
{
    [Input(DisplayName = "Time-out (s)", Description = "How long vCD waits from now on, in seconds.", DefaultValue = 3600, Order = 3)]
    public Input<double?>? TimeoutSeconds { get; set; }

    protected override async ValueTask StepAsync(ActivityExecutionContext context)
    {
        var (tasks, id) = (context.GetRequiredService<VcdBlockingTasks>(), IdOf(context));
        var seconds = TimeoutSeconds.GetOrDefault(context) ?? 3600;
        if (seconds is not (> 0 and <= 365 * 24 * 3600))
            throw new WorkflowFaultException($"A time-out of {seconds} s cannot be set: give more than 0 and at most one year.", "vcd.bad-timeout");
        await context.RunEffectAsync(new EffectRequest<bool>
        {
            Name = "update-progress",
            Act = async (_, cancellationToken) =>
            {
                await tasks.UpdateProgressAsync(id, Message.GetOrDefault(context) ?? "", TimeSpan.FromSeconds(seconds), cancellationToken);
                return true;
            },
        });
        await context.CompleteActivityAsync();
    }
}
