using System.Text.Json.Serialization;

namespace Orchestrator.Lab.Http;

[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(LabSnapshot))]
[JsonSerializable(typeof(LabFault))]
[JsonSerializable(typeof(IReadOnlyList<LabRequestEntry>))]
[JsonSerializable(typeof(System.Text.Json.Nodes.JsonObject))]
[JsonSerializable(typeof(System.Text.Json.Nodes.JsonArray))]
internal sealed partial class LabJson : JsonSerializerContext;
