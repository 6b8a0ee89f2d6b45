namespace Orchestrator.Server.Rest.Retention;

/// <param name="Deleted">Instances that are gone.</param>
/// <param name="Archived">How many of them were written to files before.</param>
internal sealed record RetentionResult(int Deleted, int Archived);
