using System.Text.Json.Nodes;

namespace Orchestrator.Tests.E2E;

/// <summary>An HTTP answer.</summary>
internal sealed record Answer(int Status, string Text)
{
    /// <summary>The body as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Text)!;

    public override string ToString() => $"{Status} {Text}";
}
