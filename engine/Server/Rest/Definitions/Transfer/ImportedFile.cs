using System.Text.Json.Nodes;

namespace Orchestrator.Server.Rest.Definitions.Transfer;

/// <summary>One definition of an import.</summary>
internal sealed record ImportedFile(string Name, JsonObject Model);
