namespace Orchestrator.Activities.Functions.Executors;

/// <summary>What came of building a version.</summary>
/// <param name="Succeeded">False: the source does not build, and <paramref name="Error"/> says why.</param>
/// <param name="Image">Tag of the image; null where the executor makes none.</param>
/// <param name="Log">Output of the build, at most 64 KiB.</param>
/// <param name="Error">First fault with line and column, such as <c>handler.js:3:14: SyntaxError: …</c>.</param>
public sealed record BuildResult(bool Succeeded, string? Image, string Log, string? Error);
