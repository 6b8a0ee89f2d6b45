using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Marks the start of a flowchart; does nothing.</summary>
[Activity("Elsa", "Flow", "Marks the start of a flowchart.")]
public sealed class Start : CodeActivity;
