namespace Orchestrator.Tests.Torture.Faults;

/// <summary>Stands for the end of the process.</summary>
public sealed class ProcessDiedException() : Exception("The process died here.");
