namespace Orchestrator.Workflows;

/// <summary>A variable of a workflow or a container.</summary>
public class Variable
{
    public Variable()
    {
    }

    public Variable(string name, object? value = null, string typeName = "Object")
    {
        Id = name;
        Name = name;
        Value = value;
        TypeName = typeName;
    }

    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>Type alias such as <c>String</c>, <c>Int32</c>, <c>Object</c>, <c>ObjectDictionary</c>.</summary>
    public string TypeName { get; set; } = "Object";

    public bool IsArray { get; set; }

    /// <summary>Default value; text in a stored definition.</summary>
    public object? Value { get; set; }

    /// <summary>Where the value lives: null or <c>WorkflowInstance</c> (persisted), <c>Memory</c> (lost between bursts).</summary>
    public string? StorageDriverTypeName { get; set; }
}
