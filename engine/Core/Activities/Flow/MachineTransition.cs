using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>A way from one state of a <see cref="StateMachine"/> to another.</summary>
/// <param name="Name">For people.</param>
/// <param name="From">Name of the state that it leaves.</param>
/// <param name="To">Name of the state that it enters.</param>
/// <param name="Trigger">Runs while the machine is in the state; the way is taken when it completes. Without one the way is tried on entry.</param>
/// <param name="Condition">Must hold for the way to be taken; always where there is none.</param>
/// <param name="Action">Runs between the states.</param>
public sealed record MachineTransition(string? Name, string From, string To, IActivity? Trigger = null, Expression? Condition = null, IActivity? Action = null);
