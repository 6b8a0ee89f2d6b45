using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>A variable of a running scope with its value.</summary>
public sealed class VariableSlot(Variable variable, object? value)
{
    public Variable Variable { get; } = variable;

    public object? Value { get; private set; } = value;

    /// <summary>Assigns a value, converted to the declared type.</summary>
    public void Assign(object? value) => Value = TypeAliases.Convert(PlainValue.From(value), Variable.TypeName, Variable.IsArray);
}
