namespace Orchestrator.Workflows;

/// <summary>Describes an activity type to the registry and the designer's toolbox.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ActivityAttribute : Attribute
{
    public ActivityAttribute(string @namespace, string? category = null, string? description = null)
    {
        Namespace = @namespace;
        Category = category ?? @namespace;
        Description = description;
    }

    public ActivityAttribute(string @namespace, string type, int version, string? description = null, string? category = null)
    {
        Namespace = @namespace;
        Type = type;
        Version = version;
        Description = description;
        Category = category ?? @namespace;
    }

    public string Namespace { get; }

    public string? Type { get; set; }

    public int Version { get; set; } = 1;

    public string Category { get; set; }

    public string? DisplayName { get; set; }

    public string? Description { get; set; }

    public ActivityKind Kind { get; set; } = ActivityKind.Action;

    /// <summary>False: the toolbox does not offer it.</summary>
    public bool IsBrowsable { get; set; } = true;

    /// <summary>Name in descriptors of the type of the output <c>Result</c>; null: that of the property.</summary>
    public string? ResultTypeName { get; set; }

    public string TypeName(Type type) => $"{Namespace}.{Type ?? ShortName(type)}";

    public static string DefaultTypeName(Type type) => $"{type.Namespace}.{ShortName(type)}";

    private static string ShortName(Type type)
    {
        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        return tick < 0 ? type.Name : type.Name[..tick];
    }
}
