using Orchestrator.Workflows;

namespace Orchestrator.Testing;

/// <summary>Always the middle: waits are as long as they say.</summary>
internal sealed class EvenRandom : IRandomSource
{
    public double NextDouble() => 0.5;
}
