using System.Text.Json.Nodes;

namespace Orchestrator.Tests.Messaging;

/// <summary>Writes definitions in Elsa's format: a flowchart whose first activity starts it and whose others follow one another by their port Done.</summary>
internal static class Flow
{
    public static string Of(string id, params JsonObject[] activities)
    {
        var connections = activities.Zip(activities.Skip(1), (from, to) => (JsonNode)new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = (string)from["id"]!, ["port"] = "Done" },
            ["target"] = new JsonObject { ["activity"] = (string)to["id"]!, ["port"] = "In" },
        }).ToArray();
        return new JsonObject
        {
            ["definitionId"] = id,
            ["name"] = id,
            ["variables"] = new JsonArray(new JsonObject { ["id"] = "v1", ["name"] = "Seen", ["typeName"] = "Object" }),
            ["root"] = new JsonObject { ["id"] = "f", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["activities"] = new JsonArray(activities), ["connections"] = new JsonArray(connections) },
        }.ToJsonString();
    }

    /// <summary>An activity that starts the workflow and keeps its result in the variable <c>Seen</c>.</summary>
    public static JsonObject Trigger(string type, params (string Name, object Value)[] inputs)
    {
        var activity = Activity("trigger", type, inputs);
        activity["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        activity["result"] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "v1" } };
        return activity;
    }

    /// <param name="inputs">Text as it is; text that begins with <c>js:</c> as JavaScript; anything else as JSON.</param>
    public static JsonObject Activity(string id, string type, params (string Name, object Value)[] inputs)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in inputs)
        {
            var (kind, text) = value switch
            {
                string script when script.StartsWith("js:", StringComparison.Ordinal) => ("JavaScript", script[3..]),
                string plain => ("Literal", plain),
                _ => ("Object", System.Text.Json.JsonSerializer.Serialize(value)),
            };
            activity[name] = new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = kind, ["value"] = text } };
        }

        return activity;
    }
}
