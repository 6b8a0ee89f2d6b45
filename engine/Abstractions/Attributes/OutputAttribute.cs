namespace Orchestrator.Workflows;

/// <summary>Describes an output to the designer.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute : Attribute
{
    public string? DisplayName { get; set; }

    /// <summary>Name of the type in descriptors, where users of Elsa know another one than that of the property; null: that of the property.</summary>
    public string? TypeName { get; set; }

    public string? Description { get; set; }

    public bool IsBrowsable { get; set; } = true;

    /// <summary>A secret: masked in journal, logs and UI.</summary>
    public bool IsSensitive { get; set; }
}
