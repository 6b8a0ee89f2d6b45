using Orchestrator.Workflows;

namespace Orchestrator.Core;

internal sealed class RandomSource : IRandomSource
{
    public double NextDouble() => Random.Shared.NextDouble();
}
