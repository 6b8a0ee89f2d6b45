using System.Text.Json.Nodes;
using Orchestrator.Core.Activities;

namespace Orchestrator.Core;

/// <summary>Reads Elsa 3 JSON definitions. Safe for concurrent use.</summary>
public sealed class DefinitionReader(IActivityRegistry registry, IExpressionValidator expressions)
{
    /// <summary>Reads a definition with all its faults. The definition is null only when the JSON has no readable root.</summary>
    /// <param name="json">The definition.</param>
    /// <param name="library">The workflows that it uses as activities; null: none.</param>
    /// <param name="author">Who saved it, or is about to; null: it is not stored. See <see cref="Orchestrator.Workflows.Expression.Author"/>.</param>
    /// <param name="isChecked">False: only what the reading itself finds is told; for a definition that was checked when it was saved.</param>
    public (WorkflowGraph? Graph, IReadOnlyList<DefinitionFault> Faults) Read(JsonObject json, WorkflowActivityLibrary? library = null, string? author = null, bool isChecked = true)
    {
        var faults = new List<DefinitionFault>();
        foreach (var list in (string[])["variables", "inputs", "outputs", "outcomes"])
        {
            if (json[list] is not (null or JsonArray))
                faults.Add(new DefinitionFault(null, list, "Must be a list.", FaultLevel.Save));
        }

        if (json["root"] is not JsonObject rootJson)
        {
            faults.Add(new DefinitionFault(null, "root", "The definition has no root activity: give it an object such as {\"id\":\"flow1\",\"type\":\"Elsa.Flowchart\"}.", FaultLevel.Save));
            return (null, faults);
        }

        var reader = new ActivityReader(registry, faults, library, author);
        var root = reader.Read(rootJson, "root");
        var definition = new WorkflowDefinition
        {
            Id = SignatureReader.Text(json, "id") ?? "",
            DefinitionId = SignatureReader.Text(json, "definitionId") ?? "",
            Version = SignatureReader.Number(json, "version") ?? 1,
            Name = SignatureReader.Text(json, "name") ?? SignatureReader.Text(json, "definitionId") ?? "",
            Description = SignatureReader.Text(json, "description"),
            Inputs = SignatureReader.Inputs(json),
            Outputs = SignatureReader.Outputs(json),
            Outcomes = SignatureReader.Outcomes(json),
            Options = SignatureReader.Options(json),
            Workflow = new Workflow
            {
                Id = "Workflow1",
                NodeId = "Workflow1",
                Root = root,
                DeclaredInputs = SignatureReader.Inputs(json),
                Variables = ActivityReader.ReadVariables(json["variables"], null, faults),
                CustomProperties = ActivityReader.ReadMap(json["customProperties"]),
                ResultVariableId = json["customProperties"] is JsonObject properties ? SignatureReader.Text(properties, Workflow.ResultVariableKey) : null,
            },
        };
        var graph = WorkflowGraph.Build(definition, registry, faults, library?.Floating);
        if (isChecked)
            new DefinitionChecker(graph, expressions, faults).Check();
        return (graph, faults);
    }
}
