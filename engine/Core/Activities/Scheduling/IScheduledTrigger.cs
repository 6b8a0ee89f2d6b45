namespace Orchestrator.Core.Activities;

/// <summary>A trigger that time fires. Its payloads are <see cref="ScheduleSpec"/>s.</summary>
public interface IScheduledTrigger;
