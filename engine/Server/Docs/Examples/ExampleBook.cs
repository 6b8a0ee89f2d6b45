using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Server.Docs.Examples;

/// <summary>What the files beside this one say: bodies by operation, values by property, and what parameters mean.</summary>
internal sealed class ExampleBook
{
    /// <summary>Member of a body that is the same as another operation's.</summary>
    private const string Same = "$same";

    private readonly JsonObject _requests = Read("requests");
    private readonly JsonObject _responses = Read("responses");
    private readonly JsonObject _words = Read("words");

    /// <summary>The body of an operation such as <c>POST /api/v1/session</c>; null when there is none.</summary>
    public JsonNode? Request(string operation) => Find(_requests, operation);

    /// <summary>The answer of an operation; null when there is none.</summary>
    public JsonNode? Response(string operation) => Find(_responses, operation);

    /// <summary>A likely value of a property, and whether there is one; the value may be null.</summary>
    public bool TryValue(string property, out JsonNode? value)
    {
        var found = _words["values"]!.AsObject().TryGetPropertyValue(property, out var known);
        value = known?.DeepClone();
        return found;
    }

    public string? Parameter(string name) => _words["parameters"]![name]?.GetValue<string>();

    private static JsonNode? Find(JsonObject bodies, string operation) =>
        bodies[operation] is JsonObject { Count: 1 } alias && alias.TryGetPropertyValue(Same, out var other) ? Find(bodies, other!.GetValue<string>()) : bodies[operation]?.DeepClone();

    private static JsonObject Read(string name)
    {
        using var stream = typeof(ExampleBook).Assembly.GetManifestResourceStream($"examples.{name}.json") ?? throw new JsonException($"{name}.json is not part of the program.");
        return JsonNode.Parse(stream)!.AsObject();
    }
}
