using System.Text.Json;

namespace Orchestrator.Core;

/// <summary>States as JSON that people and other systems read, as in archives: UTF-8, without CLR type names. What is stored is shorter: <see cref="StateCodec"/>.</summary>
public static class WorkflowStateJson
{
    public static byte[] Write(WorkflowState state) => JsonSerializer.SerializeToUtf8Bytes(state, StateCodec.Plain);

    public static WorkflowState Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<WorkflowState>(json, StateCodec.Plain) ?? throw new JsonException("The state is null.");
}
