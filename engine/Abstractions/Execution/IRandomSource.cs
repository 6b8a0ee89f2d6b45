namespace Orchestrator.Workflows;

/// <summary>Randomness, injected so that a test can fix it. Safe for concurrent use.</summary>
public interface IRandomSource
{
    /// <summary>A number from 0 to below 1.</summary>
    double NextDouble();
}
