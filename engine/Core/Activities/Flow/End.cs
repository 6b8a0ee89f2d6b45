using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Ends its container.</summary>
[Activity("Elsa", "Flow", "Ends its container.")]
public sealed class End : CodeActivity, ITerminal;
