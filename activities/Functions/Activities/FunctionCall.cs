using Orchestrator.Activities.Functions.Executors;

namespace Orchestrator.Activities.Functions.Activities;

/// <summary>A call that has its container.</summary>
public sealed record FunctionCall(string Name, int Version, FunctionSlot Slot);
