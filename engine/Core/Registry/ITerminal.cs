using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>Marks an activity that ends its container when it completes.</summary>
public interface ITerminal : IActivity;
