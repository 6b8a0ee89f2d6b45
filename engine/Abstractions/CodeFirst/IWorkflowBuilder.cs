namespace Orchestrator.Workflows;

/// <summary>Describes a workflow in code.</summary>
public interface IWorkflowBuilder
{
    /// <summary>Logical id; the class's name when it is not set.</summary>
    string DefinitionId { get; set; }

    /// <summary>From 1. Instances go on with the version that they were started with.</summary>
    int Version { get; set; }

    /// <summary>The class's name when it is not set.</summary>
    string Name { get; set; }

    string? Description { get; set; }

    /// <summary>What the workflow does; required.</summary>
    IActivity? Root { get; set; }

    IList<Variable> Variables { get; }

    /// <summary>Always, Singleton, Correlation or CorrelatedSingleton; null: Always.</summary>
    string? ActivationStrategy { get; set; }

    /// <summary><c>FaultStrategy</c> or <c>ContinueWithIncidentsStrategy</c>; null: the host's default.</summary>
    string? IncidentStrategy { get; set; }

    /// <summary><c>EveryEffect</c>, <c>EveryActivity</c>, <c>EndOfBurst</c> or <c>None</c>: when its instances are saved; null: around every effect.</summary>
    string? CommitStrategyName { get; set; }

    /// <summary>Whether other workflows may use it as an activity.</summary>
    bool UsableAsActivity { get; set; }

    /// <summary>The variable whose value, when the workflow completes, is its result; null: it has none. It is declared if it is not yet.</summary>
    Variable? Result { get; set; }

    /// <summary>Declares a variable of the workflow.</summary>
    Variable<T> WithVariable<T>(string name, T? value = default);

    /// <summary>Declares a variable with a name of its own.</summary>
    Variable<T> WithVariable<T>();

    /// <summary>Declares an input. It is read by <see cref="WorkflowInputExtensions.GetInput{T}"/>.</summary>
    IWorkflowBuilder WithInput<T>(string name, string? description = null, T? defaultValue = default);

    /// <summary>Declares an output.</summary>
    IWorkflowBuilder WithOutput<T>(string name, string? description = null);
}
