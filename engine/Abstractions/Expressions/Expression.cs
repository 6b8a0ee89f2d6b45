namespace Orchestrator.Workflows;

/// <summary>An expression as a definition stores it.</summary>
/// <param name="Type">Literal, Object, Variable, Input, JavaScript, Delegate …</param>
/// <param name="Value">Text, a plain value, a <see cref="Variable"/> or, for Delegate, a function.</param>
public sealed record Expression(string Type, object? Value)
{
    public static Expression Literal(object? value) => new("Literal", value);

    public static Expression JavaScript(string script) => new("JavaScript", script);

    public static Expression OfVariable(Variable variable) => new("Variable", variable);

    public static Expression Delegate(Func<ActivityExecutionContext, object?> function) => new("Delegate", function);
}
