using System.Globalization;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

internal sealed class WorkflowBuilder(string defaultName) : IWorkflowBuilder
{
    public string DefinitionId { get; set; } = defaultName;

    public int Version { get; set; } = 1;

    public string Name { get; set; } = defaultName;

    public string? Description { get; set; }

    public IActivity? Root { get; set; }

    public IList<Variable> Variables { get; } = [];

    public string? ActivationStrategy { get; set; }

    public string? IncidentStrategy { get; set; }

    public string? CommitStrategyName { get; set; }

    public bool UsableAsActivity { get; set; }

    public Variable? Result { get; set; }

    public List<InputDefinition> Inputs { get; } = [];

    public List<OutputDefinition> Outputs { get; } = [];

    public Variable<T> WithVariable<T>(string name, T? value = default)
    {
        var variable = new Variable<T>(name, value) { TypeName = TypeAliases.AliasOf(typeof(T)) };
        Variables.Add(variable);
        return variable;
    }

    public Variable<T> WithVariable<T>() => WithVariable<T>(string.Create(CultureInfo.InvariantCulture, $"Variable{Variables.Count + 1}"));

    public IWorkflowBuilder WithInput<T>(string name, string? description = null, T? defaultValue = default)
    {
        Inputs.Add(new InputDefinition(name, TypeAliases.AliasOf(typeof(T)), false, PlainValue.From(defaultValue)) { Description = description });
        return this;
    }

    public IWorkflowBuilder WithOutput<T>(string name, string? description = null)
    {
        Outputs.Add(new OutputDefinition(name, TypeAliases.AliasOf(typeof(T)), false) { Description = description });
        return this;
    }
}
