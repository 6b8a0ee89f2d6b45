namespace Orchestrator.Activities.Functions.Executors.Docker;

/// <summary>How a container ended.</summary>
/// <param name="ExitCode">Code of its process.</param>
/// <param name="OutOfMemory">The kernel, or V8, ended it for want of memory.</param>
/// <param name="LastLines">End of its output.</param>
internal sealed record ContainerEnd(long ExitCode, bool OutOfMemory, IReadOnlyList<string> LastLines);
