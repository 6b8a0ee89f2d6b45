namespace Orchestrator.Workflows;

/// <summary>Marks a property that holds an embedded activity.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PortAttribute : Attribute
{
    public string? DisplayName { get; set; }

    public bool IsBrowsable { get; set; } = true;
}
