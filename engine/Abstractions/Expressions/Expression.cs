using System.Text.Json.Serialization;

namespace Orchestrator.Workflows;

/// <summary>An expression as a definition stores it.</summary>
/// <param name="Type">Literal, Object, Variable, Input, JavaScript, Delegate …</param>
/// <param name="Value">Text, a plain value, a <see cref="Variable"/> or, for Delegate, a function.</param>
public sealed record Expression(string Type, object? Value)
{
    /// <summary>
    /// Who saved the definition that the expression was read from, as the server names users and keys; empty for what the product seeds. Null: it comes from no stored
    /// definition. Languages that only some may write look at it. Never part of JSON: nobody can claim to be somebody else.
    /// </summary>
    [JsonIgnore]
    public string? Author { get; init; }

    public static Expression Literal(object? value) => new("Literal", value);

    public static Expression JavaScript(string script) => new("JavaScript", script);

    public static Expression OfVariable(Variable variable) => new("Variable", variable);

    public static Expression Delegate(Func<ActivityExecutionContext, object?> function) => new("Delegate", function);
}
