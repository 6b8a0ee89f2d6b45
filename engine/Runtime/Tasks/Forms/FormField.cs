namespace Orchestrator.Runtime.Tasks.Forms;

/// <summary>A field of a form.</summary>
public sealed record FormField
{
    /// <summary>Key in the answer: a letter, then letters, digits and <c>_</c>; at most 100.</summary>
    public required string Name { get; init; }

    /// <summary>Shown to people; the name when null.</summary>
    public string? Label { get; init; }

    public FormFieldType Type { get; init; }

    /// <summary>Help below the field.</summary>
    public string? Description { get; init; }

    public bool Required { get; init; }

    /// <summary>Shown at first, and taken when the answer leaves the field out.</summary>
    public object? Default { get; init; }

    /// <summary>Of a choice.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Smallest number.</summary>
    public double? Min { get; init; }

    /// <summary>Largest number.</summary>
    public double? Max { get; init; }

    /// <summary>Of a text; 4,000 when null.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Regular expression that the whole text must match.</summary>
    public string? Pattern { get; init; }
}
