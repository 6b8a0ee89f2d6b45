using Orchestrator.Workflows;

namespace Orchestrator.Tests.Core.Scopes;

/// <summary>Always the same number.</summary>
internal sealed class FixedRandom(double value) : IRandomSource
{
    public double NextDouble() => value;
}
