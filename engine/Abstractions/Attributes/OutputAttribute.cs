namespace Orchestrator.Workflows;

/// <summary>Describes an output to the designer.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute : Attribute
{
    public string? DisplayName { get; set; }

    public string? Description { get; set; }

    public bool IsBrowsable { get; set; } = true;

    /// <summary>A secret: masked in journal, logs and UI.</summary>
    public bool IsSensitive { get; set; }
}
