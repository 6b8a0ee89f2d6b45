namespace Orchestrator.Runtime.Scheduling;

/// <summary>Wakes the timer loop.</summary>
internal sealed class TimerSignal : WakeSignal;
