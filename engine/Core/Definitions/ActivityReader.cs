using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Core.Activities;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>Makes activities from JSON, by the descriptors of the registry. Not thread-safe.</summary>
public sealed class ActivityReader(IActivityRegistry registry, ICollection<DefinitionFault> faults)
{
    public ICollection<DefinitionFault> Faults => faults;

    /// <summary>Reads one activity; an unknown type becomes a placeholder that faults when executed.</summary>
    public IActivity Read(JsonObject json, string fallbackId)
    {
        var typeName = Text(json, "type") ?? "";
        var version = json["version"] is JsonValue v && v.TryGetValue<int>(out var number) ? number : 0;
        var id = Text(json, "id") ?? fallbackId;
        var descriptor = registry.Find(typeName, version);
        if (descriptor is null)
        {
            faults.Add(new DefinitionFault(id, "type", typeName.Length == 0 ? "The activity has no type." : $"Unknown activity type '{typeName}': check the spelling, or install the module that has it."));
            return new NotFoundActivity { Id = id, Name = Text(json, "name"), MissingTypeName = typeName, MissingTypeVersion = Math.Max(1, version) };
        }

        var activity = descriptor.Create();
        activity.Id = id;
        activity.Type = descriptor.TypeName;
        activity.Version = descriptor.Version;
        activity.Name = Text(json, "name");
        activity.CustomProperties = ReadMap(json["customProperties"]);
        activity.Metadata = ReadMap(json["metadata"]);
        if (json["canStartWorkflow"] is JsonValue canStart && !activity.CustomProperties.ContainsKey("canStartWorkflow"))
            activity.CustomProperties["canStartWorkflow"] = canStart.Deserialize<object?>(PlainJson.Options);
        foreach (var input in descriptor.Inputs)
            ReadInput(activity, input, json[input.JsonName]);
        foreach (var output in descriptor.Outputs)
            ReadOutput(activity, output, json[output.JsonName]);
        foreach (var port in descriptor.Ports)
        {
            if (json[port.JsonName] is JsonObject child)
                port.Set(activity, Read(child, $"{id}:{port.JsonName}"));
        }

        if (activity is IContainer container)
        {
            container.Variables = ReadVariables(json["variables"], id, faults);
            container.Activities = ReadChildren(json["activities"], id);
        }

        (activity as IReadsJson)?.ReadJson(json, this);
        return activity;
    }

    /// <summary>Reads a list of activities.</summary>
    public List<IActivity> ReadChildren(JsonNode? node, string parentId) =>
        [.. (node as JsonArray ?? []).OfType<JsonObject>().Select((child, i) => Read(child, $"{parentId}:{i + 1}"))];

    /// <summary>Reads <c>{type, value}</c>; null for anything else.</summary>
    public static Expression? ReadExpression(JsonNode? node)
    {
        if (node is not JsonObject json)
            return null;
        var type = Text(json, "type") ?? "Literal";
        return type == "Variable"
            ? new Expression(type, VariableId(json["value"]))
            : new Expression(type, json["value"].Deserialize<object?>(PlainJson.Options));
    }

    public static List<Variable> ReadVariables(JsonNode? node, string? owner, ICollection<DefinitionFault> faults)
    {
        var variables = new List<Variable>();
        foreach (var json in (node as JsonArray ?? []).OfType<JsonObject>())
        {
            var name = Text(json, "name");
            if (name is null)
            {
                faults.Add(new DefinitionFault(owner, "variables", "A variable has no name."));
                continue;
            }

            variables.Add(new Variable
            {
                Id = Text(json, "id") ?? name,
                Name = name,
                TypeName = Text(json, "typeName") ?? "Object",
                IsArray = json["isArray"] is JsonValue flag && flag.TryGetValue<bool>(out var isArray) && isArray,
                Value = json["value"].Deserialize<object?>(PlainJson.Options),
                StorageDriverTypeName = Text(json, "storageDriverTypeName"),
            });
        }

        return variables;
    }

    private static void ReadInput(IActivity activity, InputDescriptor input, JsonNode? node)
    {
        if (node is null)
            return;
        if (!input.IsWrapped)
        {
            input.Set(activity, ReadBare(input, node));
            return;
        }

        if (node is JsonObject json && (json.ContainsKey("expression") || json.ContainsKey("typeName")))
        {
            var reference = Text(json["memoryReference"] as JsonObject, "id") is { } memory ? new MemoryReference(memory) : null;
            var expression = ReadExpression(json["expression"]);
            if (expression is not null)
                input.Set(activity, input.CreateInput!(expression, reference));
        }
        else
        {
            input.Set(activity, input.CreateInput!(Expression.Literal(node.Deserialize<object?>(PlainJson.Options)), null));
        }
    }

    private static object? ReadBare(InputDescriptor input, JsonNode node)
    {
        if (input.Type == typeof(Variable))
            return node is JsonObject ? new Variable { Id = VariableId(node), Name = Text(node as JsonObject, "name") ?? "" } : new Variable { Id = node.ToString() };
        return ValueConverter.To(node.Deserialize<object?>(PlainJson.Options), input.Type);
    }

    private static void ReadOutput(IActivity activity, OutputDescriptor output, JsonNode? node)
    {
        if (node is JsonObject json && Text(json["memoryReference"] as JsonObject, "id") is { } id)
            output.Set(activity, output.CreateOutput(new MemoryReference(id)));
    }

    /// <summary>A variable reference: an object with an id, the same as JSON text, or the bare id or name.</summary>
    private static string VariableId(JsonNode? node)
    {
        if (node is JsonValue value && value.TryGetValue<string>(out var text))
            return text.TrimStart().StartsWith('{') ? VariableId(JsonNode.Parse(text)) : text;
        return node is JsonObject json ? Text(json, "id") ?? Text(json, "name") ?? "" : "";
    }

    private static Dictionary<string, object?> ReadMap(JsonNode? node) => node is JsonObject json ? json.Deserialize<Dictionary<string, object?>>(PlainJson.Options)! : [];

    private static string? Text(JsonObject? json, string property) => json?[property] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
