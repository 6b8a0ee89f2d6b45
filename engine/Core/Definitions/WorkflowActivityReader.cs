using System.Text.Json;
using Orchestrator.Core.Activities;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>Makes the activity, and the descriptor, of a workflow that is used as an activity.</summary>
public static class WorkflowActivityReader
{
    /// <summary>What the toolbox and the reader know of the workflow as an activity type.</summary>
    public static ActivityDescriptor Describe(UsableWorkflow workflow) => new()
    {
        TypeName = workflow.TypeName,
        Namespace = "",
        Name = workflow.TypeName,
        Version = workflow.Version,
        Category = string.IsNullOrWhiteSpace(workflow.Category) ? "Workflows" : workflow.Category,
        DisplayName = workflow.Name,
        Description = workflow.Description,
        Kind = ActivityKind.Action,
        Create = () => new WorkflowDefinitionActivity(),
        Inputs = [.. workflow.Inputs.Select(Describe)],
        Outputs = [.. workflow.Outputs.Select(Describe)],
        Ports = [new PortDescriptor("Root", "root", "Root", IsBrowsable: false, activity => ((WorkflowDefinitionActivity)activity).Root, (activity, root) => ((WorkflowDefinitionActivity)activity).Root = root)],
        FlowPorts = workflow.Outcomes.Count > 0 ? workflow.Outcomes : ["Done"],
        CustomProperties = new Dictionary<string, object?>
        {
            ["RootType"] = nameof(WorkflowDefinitionActivity),
            ["WorkflowDefinitionId"] = workflow.DefinitionId,
            ["WorkflowDefinitionVersionId"] = workflow.Id,
        },
    };

    private static InputDescriptor Describe(InputDefinition input) => new()
    {
        Name = input.Name,
        JsonName = JsonNamingPolicy.CamelCase.ConvertName(input.Name),
        Type = TypeAliases.Resolve(input.TypeName, input.IsArray),
        IsWrapped = true,
        Metadata = new InputAttribute
        {
            DisplayName = string.IsNullOrWhiteSpace(input.DisplayName) ? input.Name : input.DisplayName,
            Description = input.Description,
            Category = string.IsNullOrWhiteSpace(input.Category) ? null : input.Category,
            UIHint = string.IsNullOrWhiteSpace(input.UIHint) ? null : input.UIHint,
            DefaultValue = input.DefaultValue,
        },
        Get = activity => ((WorkflowDefinitionActivity)activity).Inputs.GetValueOrDefault(input.Name),
        Set = (activity, value) => ((WorkflowDefinitionActivity)activity).Inputs[input.Name] = (Input)value!,
        CreateInput = (expression, reference) => new Input<object?>(expression, reference),
    };

    private static OutputDescriptor Describe(OutputDefinition output) => new()
    {
        Name = output.Name,
        JsonName = JsonNamingPolicy.CamelCase.ConvertName(output.Name),
        Type = TypeAliases.Resolve(output.TypeName, output.IsArray),
        Metadata = new OutputAttribute { DisplayName = string.IsNullOrWhiteSpace(output.DisplayName) ? output.Name : output.DisplayName, Description = output.Description },
        Get = activity => ((WorkflowDefinitionActivity)activity).Outputs.GetValueOrDefault(output.Name),
        Set = (activity, value) => ((WorkflowDefinitionActivity)activity).Outputs[output.Name] = value,
        CreateOutput = reference => new Output<object?>(reference),
    };
}
