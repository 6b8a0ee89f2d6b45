using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>
/// A workflow used as an activity. It runs inside the instance of the workflow that uses it: its inputs are variables of its scope, its outputs go to what they are bound
/// to around it, its outcomes are those that Complete gives.
/// </summary>
[Activity("Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity", "WorkflowDefinitionActivity", "A workflow used as an activity.")]
public sealed class WorkflowDefinitionActivity : Activity, IComposite, IDescribesItself
{
    private ActivityDescriptor? descriptor;

    [Port(IsBrowsable = false)]
    public IActivity? Root { get; set; }

    /// <summary>The variables of the workflow.</summary>
    public IList<Variable> Variables { get; set; } = [];

    /// <summary>Bound inputs by name.</summary>
    internal Dictionary<string, Input> Inputs { get; } = new(StringComparer.Ordinal);

    /// <summary>Bound outputs by name.</summary>
    internal Dictionary<string, Output> Outputs { get; } = new(StringComparer.Ordinal);

    /// <summary>The custom properties of the workflow itself; those of this activity are its own.</summary>
    internal IDictionary<string, object?> DefinitionProperties { get; private set; } = new Dictionary<string, object?>();

    /// <summary>The workflow itself.</summary>
    internal UsableWorkflow? Workflow { get; private set; }

    ActivityDescriptor IDescribesItself.Descriptor => descriptor ?? ActivityDescriber.Describe(typeof(WorkflowDefinitionActivity));

    internal void Describe(UsableWorkflow workflow, ActivityDescriptor description)
    {
        Workflow = workflow;
        DefinitionProperties = ActivityReader.ReadMap(workflow.Json["customProperties"]);
        descriptor = description;
        Type = description.TypeName;
        Version = description.Version;
    }

    /// <summary>The declared spelling of an output; null when the workflow has no such output.</summary>
    internal string? OutputNameOf(string name) => Workflow?.Outputs.FirstOrDefault(output => output.Name == name)?.Name;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (Workflow is null)
            throw new WorkflowFaultException($"Activity '{Id}' names no workflow to run.", "activity.unknown-type");
        var run = (ActivityRun)context;
        var given = new Dictionary<string, object?>();
        foreach (var input in Workflow.Inputs)
        {
            var value = Inputs.TryGetValue(input.Name, out var bound) ? run.ValueOf(bound) : null;
            value ??= ValueConverter.To(input.DefaultValue, TypeAliases.Resolve(input.TypeName, input.IsArray));
            given[input.Name] = PlainValue.From(value);
            run.Declare(new Variable { Id = input.Name, Name = input.Name, TypeName = input.TypeName, IsArray = input.IsArray }, given[input.Name]);
        }

        run.ScopeInput = given;
        if (Root is null)
            await context.CompleteActivityAsync();
        else
            await context.ScheduleActivityAsync(Root, OnRootCompletedAsync);
    }

    private static ValueTask OnRootCompletedAsync(ActivityCompletedContext context) => context.TargetContext.CompleteActivityAsync();
}
