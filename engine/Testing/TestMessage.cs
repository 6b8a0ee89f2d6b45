using System.Text.Json.Nodes;

namespace Orchestrator.Testing;

/// <summary>A message that a run has sent with a commit.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Kind">Names the handler that would send it.</param>
/// <param name="Payload">What was given to <c>Send</c>.</param>
public sealed record TestMessage(string Id, string Kind, JsonNode Payload);
