using Orchestrator.Workflows;

namespace Orchestrator.Tests.Core.Scopes;

/// <summary>Does an effect and can undo it.</summary>
[Activity("Test", "Test", "Does an effect and can undo it.")]
public sealed class UndoableActivity : CodeActivity, ICompensable
{
    [Input]
    public Input<bool>? FailsAfterwards { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var world = context.GetRequiredService<OutsideWorld>();
        await context.RunEffectAsync(new EffectRequest<string>
        {
            Name = "do",
            Act = (key, _) => ValueTask.FromResult(world.Do(key)),
            LookForEffect = (key, _) => ValueTask.FromResult(world.Has(key) ? EffectLookup<string>.Of(key) : EffectLookup<string>.NotFound),
        });
        if (FailsAfterwards.GetOrDefault(context))
            throw new WorkflowFaultException("done, and then broken", "late");
    }

    public async ValueTask CompensateAsync(ActivityExecutionContext context)
    {
        var world = context.GetRequiredService<OutsideWorld>();
        var receipt = context.GetReceipt<string>("do");
        await context.RunEffectAsync(new EffectRequest<string>
        {
            Name = "undo",
            Act = (_, _) => ValueTask.FromResult(world.Do($"undo {receipt}")),
            LookForEffect = (_, _) => ValueTask.FromResult(world.Has($"undo {receipt}") ? EffectLookup<string>.Of("") : EffectLookup<string>.NotFound),
        });
        context.AddExecutionLogEntry("Line", $"undo {Id}");
    }
}
