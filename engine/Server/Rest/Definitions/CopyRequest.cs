namespace Orchestrator.Server.Rest.Definitions;

/// <param name="DefinitionId">Id of the copy; generated when absent.</param>
/// <param name="Name">Name of the copy; "Copy of …" when absent.</param>
internal sealed record CopyRequest(string? DefinitionId = null, string? Name = null);
