using System.Text.Json.Nodes;

namespace Orchestrator.Server.ElsaApi.Descriptors;

/// <param name="Items">The new UI specifications of the input.</param>
internal sealed record OptionsAnswer(JsonObject Items);
