namespace Orchestrator.Workflows;

/// <summary>An input of type <typeparamref name="T"/>.</summary>
public class Input<T> : Input
{
    public Input(T literal) : base(new Expression("Literal", literal), typeof(T))
    {
    }

    public Input(Variable variable) : base(Expression.OfVariable(variable), typeof(T))
    {
    }

    public Input(Func<ActivityExecutionContext, T?> function) : base(Expression.Delegate(context => function(context)), typeof(T))
    {
    }

    public Input(Expression? expression, MemoryReference? memoryReference = null) : base(expression, typeof(T), memoryReference)
    {
    }

    /// <summary>The evaluated value, converted to <typeparamref name="T"/>; the type's default when the input is absent.</summary>
    public T Get(ActivityExecutionContext context) => context.Get(this)!;
}
