using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Activities.Billing;

/// <summary>A place where cost data comes from.</summary>
public sealed class CostSourceRegistration
{
    /// <summary>Unique name, at most 100 characters. It is part of the identity of lines whose file names no source: renamed, it is another source, and those lines count again.</summary>
    [Required, StringLength(100)]
    public string Name { get; set; } = "";

    /// <summary>Which kind of source reads it; <c>json</c>: a JSON file, or a folder of <c>*.json</c> files.</summary>
    [Required]
    public string Kind { get; set; } = "json";

    /// <summary>Path of the file or folder.</summary>
    [Required]
    public string Path { get; set; } = "";
}
