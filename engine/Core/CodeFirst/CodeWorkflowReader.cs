using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Core.Activities;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>Builds workflows that are written in code. Safe for concurrent use.</summary>
public sealed class CodeWorkflowReader(IActivityRegistry registry, IExpressionValidator expressions)
{
    /// <summary>Builds a workflow. Ids that are left out are made from the place of the activity, the same each time.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="defaultName">Definition id and name where it sets none.</param>
    public async ValueTask<CodeWorkflow> ReadAsync(IWorkflow workflow, string defaultName, CancellationToken cancellationToken)
    {
        var builder = new WorkflowBuilder(defaultName);
        await workflow.BuildAsync(builder, cancellationToken);
        if (builder.Root is null)
            throw new InvalidOperationException($"Workflow {defaultName} has no root: set builder.Root in Build.");
        if (builder.Version < 1)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Workflow {defaultName} has version {builder.Version}; versions begin with 1."));
        if (builder.Result is { } result && !builder.Variables.Contains(result))
            builder.Variables.Add(result);
        var definition = new WorkflowDefinition
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{builder.DefinitionId}:{builder.Version}"),
            DefinitionId = builder.DefinitionId,
            Version = builder.Version,
            Name = builder.Name,
            Description = builder.Description,
            Inputs = builder.Inputs,
            Outputs = builder.Outputs,
            Options = new WorkflowOptions
            {
                ActivationStrategyType = builder.ActivationStrategy,
                IncidentStrategyType = builder.IncidentStrategy,
                CommitStrategy = CommitPlan.Named(builder.CommitStrategyName) ?? CommitStrategy.EveryEffect,
                UsableAsActivity = builder.UsableAsActivity,
            },
            Workflow = new Workflow { Id = "Workflow1", NodeId = "Workflow1", Root = builder.Root, DeclaredInputs = builder.Inputs, Variables = builder.Variables, ResultVariableId = builder.Result?.Id },
        };
        var faults = new List<DefinitionFault>();
        var graph = WorkflowGraph.Build(definition, registry, faults);
        new DefinitionChecker(graph, expressions, faults).Check();
        return new CodeWorkflow(graph, Json(definition, graph), faults);
    }

    private static JsonObject Json(WorkflowDefinition definition, WorkflowGraph graph) => new()
    {
        ["id"] = definition.Id,
        ["definitionId"] = definition.DefinitionId,
        ["version"] = definition.Version,
        ["name"] = definition.Name,
        ["description"] = definition.Description,
        ["variables"] = ActivityWriter.Variables(definition.Workflow.Variables),
        ["inputs"] = new JsonArray([.. definition.Inputs.Select(i => new JsonObject
        {
            ["name"] = i.Name,
            ["type"] = i.TypeName,
            ["isArray"] = i.IsArray,
            ["description"] = i.Description,
            ["defaultValue"] = JsonSerializer.SerializeToNode(i.DefaultValue, PlainJson.Options),
        })]),
        ["outputs"] = new JsonArray([.. definition.Outputs.Select(o => new JsonObject { ["name"] = o.Name, ["type"] = o.TypeName, ["isArray"] = o.IsArray, ["description"] = o.Description })]),
        ["options"] = new JsonObject
        {
            ["activationStrategyType"] = definition.Options.ActivationStrategyType,
            ["incidentStrategyType"] = definition.Options.IncidentStrategyType,
            ["commitStrategyName"] = definition.Options.CommitStrategy.ToString(),
            ["usableAsActivity"] = definition.Options.UsableAsActivity,
        },
        ["customProperties"] = definition.Workflow.ResultVariableId is { } result ? new JsonObject { [Workflow.ResultVariableKey] = result } : [],
        ["root"] = new ActivityWriter(graph).Write(definition.Workflow.Root!),
    };
}
