using Orchestrator.Workflows;

namespace Orchestrator.Tests.Core;

/// <summary>Does two effects and sends a message between them.</summary>
[Activity("Test", "Test", "Does two effects.")]
public sealed class EffectActivity : CodeActivity
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var world = context.GetRequiredService<OutsideWorld>();
        foreach (var name in new[] { "first", "second" })
        {
            await context.RunEffectAsync(new EffectRequest<string>
            {
                Name = name,
                Act = (key, _) => ValueTask.FromResult(world.Do(key)),
                LookForEffect = (key, _) => ValueTask.FromResult(world.Has(key) ? EffectLookup<string>.Of(key) : EffectLookup<string>.NotFound),
            });
            context.Send(new OutboxMessage("test", new Dictionary<string, object?> { ["effect"] = name }));
        }
    }
}
