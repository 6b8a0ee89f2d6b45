using System.Text.Json;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

public sealed partial class ActivityRun
{
    public override async ValueTask<T> RunEffectAsync<T>(EffectRequest<T> request)
    {
        var key = EffectKey(request.Name);
        if (Effects.TryGetValue(request.Name, out var known))
        {
            if (known.ReceiptAt is not null)
                return Read<T>(known);
            if (request.LookForEffect is not null)
            {
                var lookup = await request.LookForEffect(key, CancellationToken);
                if (lookup.Found)
                {
                    Run.Log("EffectFound", this, $"'{request.Name}' had happened before the interruption.");
                    return await ReceiveAsync(known, lookup.Result!);
                }
            }

            known = known with { Attempts = known.Attempts + 1 };
        }
        else
        {
            known = new EffectRecord { Name = request.Name, IntentAt = Run.TimeProvider.GetUtcNow() };
        }

        Keep(known);
        await CommitEffectAsync();
        var result = await request.Act(key, CancellationToken);
        return await ReceiveAsync(known, result);
    }

    private string EffectKey(string name) => $"{Run.Id}:{Id}:{name}";

    private async ValueTask<T> ReceiveAsync<T>(EffectRecord effect, T result)
    {
        Keep(effect with { ReceiptAt = Run.TimeProvider.GetUtcNow(), Receipt = JsonSerializer.Serialize(result, PlainJson.Options) });
        await CommitEffectAsync();
        return result;
    }

    internal CommitStrategy CommitStrategy => Node.Commits ?? Run.Graph.Definition.Options.CommitStrategy;

    private ValueTask CommitEffectAsync() =>
        CommitStrategy is CommitStrategy.EveryEffect or CommitStrategy.EveryActivity ? Run.CheckpointAsync() : ValueTask.CompletedTask;

    /// <summary>The ledger gets its receipt either way; only what happened is known to the activity.</summary>
    internal void Settle(EffectRecord effect, bool happened, string receipt)
    {
        var settled = effect with { ReceiptAt = Run.TimeProvider.GetUtcNow(), Receipt = receipt };
        Keep(settled);
        if (!happened)
            Effects.Remove(effect.Name);
    }

    private void Keep(EffectRecord effect)
    {
        Effects[effect.Name] = effect;
        Run.Changes.Effects[EffectKey(effect.Name)] = (this, effect);
    }

    private static T Read<T>(EffectRecord effect) => JsonSerializer.Deserialize<T>(effect.Receipt ?? "null", PlainJson.Options)!;
}
