namespace Orchestrator.Activities.Http;

/// <summary>What a trigger or bookmark of <see cref="HttpEndpoint"/> listens for.</summary>
/// <param name="Path">Without slashes at the ends; parameters as <c>{name}</c>.</param>
/// <param name="Method">Lower case.</param>
/// <param name="Authorize">The caller must be signed in.</param>
/// <param name="RequestSizeLimit">Largest body in bytes; null: the server's own limit.</param>
public sealed record HttpEndpointPayload(string Path, string Method, bool Authorize, long? RequestSizeLimit);
