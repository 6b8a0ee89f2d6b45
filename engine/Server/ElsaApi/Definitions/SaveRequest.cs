using System.Text.Json.Nodes;

namespace Orchestrator.Server.ElsaApi.Definitions;

/// <param name="Model">The whole definition.</param>
/// <param name="Publish">Null is false.</param>
internal sealed record SaveRequest(JsonObject? Model = null, bool? Publish = null);
