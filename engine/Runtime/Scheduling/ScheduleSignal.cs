namespace Orchestrator.Runtime.Scheduling;

/// <summary>Wakes the schedule loop.</summary>
internal sealed class ScheduleSignal : WakeSignal;
