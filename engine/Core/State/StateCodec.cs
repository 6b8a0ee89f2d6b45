using System.Text.Json;
using System.Text.Json.Serialization;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>
/// Stored form of states: UTF-8 JSON of short names, in which nothing empty is written, times are 100 ns ticks since the instance's creation, and what is below another
/// execution refers to it by its place. A state is written at every commit, so its size is disk, log and processor time. Without CLR type names.
/// </summary>
public static class StateCodec
{
    /// <summary>Version of the form, the first property of the document.</summary>
    internal const int Version = 2;

    /// <summary>For parts that are rare, which are written as they are in <see cref="WorkflowStateJson"/>.</summary>
    internal static readonly JsonSerializerOptions Plain = new(PlainJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static byte[] Write(WorkflowState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return StateWriter.Write(state);
    }

    /// <summary>Reads a stored state, also one that an earlier version has stored as <see cref="WorkflowStateJson"/>.</summary>
    /// <exception cref="JsonException">The text is no state; the message says where.</exception>
    public static WorkflowState Read(ReadOnlySpan<byte> json)
    {
        if (!json.StartsWith("{\"v\":"u8))
            return WorkflowStateJson.Read(json);
        try
        {
            return new StateReader(json).Read();
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or ArgumentOutOfRangeException or OverflowException)
        {
            throw new JsonException($"The stored state is damaged: {e.Message}", e);
        }
    }
}
