using Orchestrator.Workflows;

namespace Orchestrator.Activities.VCloud;

/// <summary>Base of the activities on blocking tasks. The decision is an effect: after a crash the task is looked at before it is decided again.</summary>
public abstract class BlockingTaskActivity : RemoteActivity
{
    [Input(DisplayName = "Blocking task", Description = "Urn, UUID or href, such as the entity of a blockingtask/create event.", Order = 1)]
    public Input<string> BlockingTask { get; set; } = default!;

    [Input(Description = "Said to people who look at the task.", Order = 2)]
    public Input<string>? Message { get; set; }

    protected string IdOf(ActivityExecutionContext context)
    {
        var given = BlockingTask.Require(context, nameof(BlockingTask));
        return XmlReading.Uuid(given) is { Length: > 0 } id
            ? id
            : throw new WorkflowFaultException($"'{given}' is no blocking task: give its urn, UUID or href.", "vcd.bad-blocking-task");
    }

    protected async ValueTask DecideAsync(ActivityExecutionContext context, string act)
    {
        var (tasks, id) = (context.GetRequiredService<VcdBlockingTasks>(), IdOf(context));
        var message = Message.GetOrDefault(context) is { Length: > 0 } given ? given : $"Decided by workflow {context.WorkflowExecutionContext.DefinitionId}";
        await context.RunEffectAsync(new EffectRequest<bool>
        {
            Name = act,
            Act = async (_, cancellationToken) =>
            {
                await tasks.DecideAsync(id, act, message, cancellationToken);
                return true;
            },
            LookForEffect = async (_, cancellationToken) =>
                await tasks.IsActiveAsync(id, cancellationToken) ? EffectLookup<bool>.NotFound : EffectLookup<bool>.Of(true),
        });
        context.AddExecutionLogEntry("DecidedBlockingTask", $"Blocking task {id}: {act}.");
        await context.CompleteActivityAsync();
    }
}
