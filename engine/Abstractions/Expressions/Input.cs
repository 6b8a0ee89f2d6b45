namespace Orchestrator.Workflows;

/// <summary>An input of an activity: an expression, evaluated just before each execution.</summary>
public abstract class Input(Expression? expression, Type type, MemoryReference? memoryReference = null)
{
    public Expression? Expression { get; set; } = expression;

    public Type Type { get; } = type;

    public MemoryReference? MemoryReference { get; set; } = memoryReference;
}
