using System.Text.Json.Nodes;

namespace Orchestrator.Core;

/// <summary>A workflow that was built in code.</summary>
/// <param name="Graph">What runs.</param>
/// <param name="Json">The same as a definition, for people to look at: functions are left out.</param>
/// <param name="Faults">All that is wrong with it.</param>
public sealed record CodeWorkflow(WorkflowGraph Graph, JsonObject Json, IReadOnlyList<DefinitionFault> Faults);
