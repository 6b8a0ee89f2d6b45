using Orchestrator.Workflows;

namespace Orchestrator.Tests.TortureTests;

/// <summary>Does something to the world, once.</summary>
[Activity("Test", "Test", "Does something to the world, once.")]
public sealed class Touch : CodeActivity
{
    [Input]
    public Input<string> What { get; set; } = default!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var world = context.GetRequiredService<World>();
        var what = context.Get(What)!;
        await context.RunEffectAsync(new EffectRequest<string>
        {
            Name = "touch",
            Act = (key, _) =>
            {
                world.Do(key, what);
                return ValueTask.FromResult(what);
            },
            LookForEffect = (key, _) => ValueTask.FromResult(world.Knows(key) ? EffectLookup<string>.Of(what) : EffectLookup<string>.NotFound),
        });
    }
}
