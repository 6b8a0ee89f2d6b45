namespace Orchestrator.Core;

/// <summary>Liquid expressions.</summary>
public sealed record LiquidOptions
{
    /// <summary>Whether the output of <c>{{ }}</c> is escaped for HTML, except through the filter <c>raw</c>. On by default, as on Elsa's reference server.</summary>
    public bool EncodesHtml { get; init; } = true;

    /// <summary>Longest rendering; 5 s by default.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Iterations of loops in one template; 100,000 by default.</summary>
    public int MaxIterations { get; init; } = 100_000;

    /// <summary>Gives <c>Configuration.Name</c> its value; null (default): templates see no configuration.</summary>
    public Func<string, string?>? Configuration { get; init; }
}
