namespace Orchestrator.Workflows;

/// <summary>Describes an input to the designer.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InputAttribute : Attribute
{
    public string? DisplayName { get; set; }

    /// <summary>Name of the type in descriptors, where users of Elsa know another one than that of the property; null: that of the property.</summary>
    public string? TypeName { get; set; }

    public string? Description { get; set; }

    public string? Category { get; set; }

    /// <summary>Editor: <c>singleline</c>, <c>multiline</c>, <c>checkbox</c>, <c>dropdown</c>, <c>multitext</c>, <c>code-editor</c> …; chosen from the type when null.</summary>
    public string? UIHint { get; set; }

    /// <summary>Choices of a dropdown, radio list or check list.</summary>
    public string[]? Options { get; set; }

    public object? DefaultValue { get; set; }

    public string DefaultSyntax { get; set; } = "Literal";

    public float Order { get; set; }

    public bool IsBrowsable { get; set; } = true;

    /// <summary>A secret: masked in journal, logs and UI.</summary>
    public bool IsSensitive { get; set; }

    /// <summary>False for an input that the activity evaluates itself.</summary>
    public bool AutoEvaluate { get; set; } = true;
}
