using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>A state of a <see cref="StateMachine"/>.</summary>
/// <param name="Name">Unique in the machine.</param>
/// <param name="Entry">Runs when the state is entered.</param>
/// <param name="Exit">Runs when the state is left.</param>
public sealed record MachineState(string Name, IActivity? Entry = null, IActivity? Exit = null);
