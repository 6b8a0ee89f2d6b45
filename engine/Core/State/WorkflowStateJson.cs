using System.Text.Json;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>Stored form of states: UTF-8 JSON without CLR type names.</summary>
public static class WorkflowStateJson
{
    private static readonly JsonSerializerOptions Options = new(PlainJson.Options) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    public static byte[] Write(WorkflowState state) => JsonSerializer.SerializeToUtf8Bytes(state, Options);

    public static WorkflowState Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<WorkflowState>(json, Options) ?? throw new JsonException("The state is null.");
}
