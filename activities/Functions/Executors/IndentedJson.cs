using System.Text.Json;

namespace Orchestrator.Activities.Functions.Executors;

internal static class IndentedJson
{
    public static readonly JsonSerializerOptions Options = new() { WriteIndented = true };
}
