namespace Orchestrator.Runtime;

/// <summary>The folder where the installation keeps its data: database, keys, spool.</summary>
/// <param name="Path">Absolute; exists; mode 0700.</param>
public sealed record DataFolder(string Path);
