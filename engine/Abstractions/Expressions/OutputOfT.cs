namespace Orchestrator.Workflows;

/// <summary>An output of type <typeparamref name="T"/>.</summary>
public class Output<T> : Output
{
    public Output() : base(null, typeof(T))
    {
    }

    public Output(Variable variable) : base(new MemoryReference(variable.Id), typeof(T))
    {
    }

    public Output(MemoryReference? reference) : base(reference, typeof(T))
    {
    }
}
