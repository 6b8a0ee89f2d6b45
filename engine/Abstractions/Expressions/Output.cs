namespace Orchestrator.Workflows;

/// <summary>An output of an activity, bound to a variable or a workflow output by id; unbound when the reference is null.</summary>
public abstract class Output(MemoryReference? reference, Type type)
{
    public MemoryReference? MemoryReference { get; set; } = reference;

    public Type Type { get; } = type;
}
