using Orchestrator.Workflows;

namespace Orchestrator.Tests.Server.Rest.Effects;

/// <summary>Ships a parcel; cannot look whether it was shipped.</summary>
[Activity("Test", "Test", "Ships a parcel.")]
public sealed class Ship : CodeActivity
{
    [Output]
    public Output<string>? Parcel { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) => Parcel.Set(context, await context.RunEffectAsync(new EffectRequest<string>
    {
        Name = "parcel",
        Act = (key, _) => ValueTask.FromResult(context.GetRequiredService<Carrier>().Take(key)),
    }));
}
