using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Core.Activities;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>Makes activities from JSON, by the descriptors of the registry. Not thread-safe.</summary>
/// <param name="registry">The activity types.</param>
/// <param name="faults">Takes what is wrong.</param>
/// <param name="library">The workflows that are used as activities; null: none.</param>
/// <param name="author">Who saved the definition; null: it is not stored. Every expression that is read carries it.</param>
public sealed class ActivityReader(IActivityRegistry registry, ICollection<DefinitionFault> faults, WorkflowActivityLibrary? library = null, string? author = null)
{
    private const int DeepestNesting = 32;

    private readonly Stack<string> reading = new();

    public ICollection<DefinitionFault> Faults => faults;

    /// <summary>Reads one activity; an unknown type becomes a placeholder that keeps the JSON and faults when executed.</summary>
    public IActivity Read(JsonObject json, string fallbackId)
    {
        var typeName = Text(json, "type") ?? "";
        var version = SignatureReader.Number(json, "version") ?? 0;
        var id = Text(json, "id") is { Length: > 0 } given ? given : fallbackId;
        if (typeName == "Elsa.NotFoundActivity" && Original(json) is { } original)
            return Read(original, id);
        if (library?.Find(json) is { } workflow)
            return ReadWorkflow(json, workflow, id);
        return registry.Find(typeName, version) is { } descriptor ? Read(json, descriptor, descriptor.Create(), id) : NotFound(json, typeName, version, id);
    }

    private NotFoundActivity NotFound(JsonObject json, string typeName, int version, string id)
    {
        faults.Add(new DefinitionFault(
            id, "type", typeName.Length == 0 ? "The activity has no type." : $"Unknown activity type '{typeName}': check the spelling, or install the module that has it.", FaultLevel.Run));
        return new NotFoundActivity
        {
            Id = id,
            Name = Text(json, "name"),
            MissingTypeName = typeName,
            MissingTypeVersion = Math.Max(1, version),
            OriginalActivityJson = json.ToJsonString(PlainJson.Options),
            CustomProperties = ReadMap(json["customProperties"]),
            Metadata = ReadMap(json["metadata"]),
        };
    }

    /// <summary>The activity that a placeholder stands for, where its type is known again.</summary>
    private JsonObject? Original(JsonObject placeholder)
    {
        try
        {
            return Text(placeholder, "originalActivityJson") is { Length: > 0 } text
                && PlainJson.ParseNode(text) is JsonObject original
                && (registry.Find(Text(original, "type") ?? "") is not null || library?.Find(original) is not null) ? original : null;
        }
        catch (JsonException e)
        {
            faults.Add(new DefinitionFault(Text(placeholder, "id"), "originalActivityJson", $"It is not JSON: {e.Message}", FaultLevel.Run));
            return null;
        }
    }

    private IActivity ReadWorkflow(JsonObject json, UsableWorkflow workflow, string id)
    {
        if (reading.Contains(workflow.DefinitionId) || reading.Count >= DeepestNesting)
        {
            faults.Add(new DefinitionFault(id, "type", $"Workflow '{workflow.Name}' uses itself as an activity, directly or through others, or is nested deeper than {DeepestNesting} workflows."));
            return NotFound(json, workflow.TypeName, workflow.Version, id);
        }

        var descriptor = WorkflowActivityReader.Describe(workflow);
        var activity = new WorkflowDefinitionActivity();
        activity.Describe(workflow, descriptor);
        Read(json, descriptor, activity, id);
        var inner = new List<DefinitionFault>();
        var reader = new ActivityReader(registry, inner, library, workflow.Author);
        foreach (var outer in reading.Reverse().Append(workflow.DefinitionId))
            reader.reading.Push(outer);
        activity.Root = workflow.Json["root"] is JsonObject root ? reader.Read(root, "root") : null;
        activity.Variables = ReadVariables(workflow.Json["variables"], null, inner);
        foreach (var fault in inner.Where(f => f.Prevents != FaultLevel.Run))
            faults.Add(fault with { ActivityId = id, Property = "type", Reason = $"In workflow '{workflow.Name}': {fault}" });
        return activity;
    }

    private IActivity Read(JsonObject json, ActivityDescriptor descriptor, IActivity activity, string id)
    {
        activity.Id = id;
        activity.Type = descriptor.TypeName;
        activity.Version = descriptor.Version;
        activity.Name = Text(json, "name");
        if (json["customProperties"] is JsonObject properties)
            activity.CustomProperties = ReadMap(properties);
        if (json["metadata"] is JsonObject metadata)
            activity.Metadata = ReadMap(metadata);
        if (json["canStartWorkflow"] is JsonValue canStart && !activity.CustomProperties.ContainsKey("canStartWorkflow"))
            activity.CustomProperties["canStartWorkflow"] = canStart.Deserialize<object?>(PlainJson.Options);
        foreach (var input in descriptor.Inputs)
            ReadInput(activity, input, Property(json, input.JsonName));
        foreach (var output in descriptor.Outputs)
            ReadOutput(activity, output, Property(json, output.JsonName));
        foreach (var port in descriptor.Ports)
        {
            if (activity is not WorkflowDefinitionActivity && json[port.JsonName] is JsonObject child)
                port.Set(activity, Read(child, $"{id}:{port.JsonName}"));
        }

        if (activity is IContainer container)
        {
            container.Variables = ReadVariables(json["variables"], id, faults);
            container.Activities = ReadChildren(json["activities"], id);
        }

        try
        {
            (activity as IReadsJson)?.ReadJson(json, this);
        }
        catch (WorkflowFaultException e)
        {
            faults.Add(new DefinitionFault(id, null, $"{e.Message}. {e.Detail}"));
        }

        return activity;
    }

    /// <summary>Reads a list of activities.</summary>
    public List<IActivity> ReadChildren(JsonNode? node, string parentId) =>
        [.. JsonItems.Of(node).Select((child, i) => Read(child, $"{parentId}:{i + 1}"))];

    /// <summary>Reads <c>{type, value}</c>; null for anything else.</summary>
    public Expression? ReadExpression(JsonNode? node)
    {
        if (node is not JsonObject json)
            return null;
        var type = Text(json, "type") ?? "Literal";
        return new Expression(type, type == "Variable" ? VariableId(json["value"]) : json["value"].Deserialize<object?>(PlainJson.Options)) { Author = author };
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

            if (json["value"] is JsonValue value && value.GetValueKind() is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
                faults.Add(new DefinitionFault(owner, "variables", $"The default value of variable '{name}' is {value.ToJsonString()}: write it as text, \"{value.ToJsonString()}\".", FaultLevel.Save));
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

    /// <summary>A property by its camelCase name, or in another case where files have it so.</summary>
    private static JsonNode? Property(JsonObject json, string name) =>
        json.TryGetPropertyValue(name, out var node) ? node : json.FirstOrDefault(p => p.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private void ReadInput(IActivity activity, InputDescriptor input, JsonNode? node)
    {
        if (node is null || input.IsReadByActivity)
            return;
        if (!input.IsWrapped)
        {
            try
            {
                input.Set(activity, ReadBare(input, node));
            }
            catch (WorkflowFaultException e)
            {
                faults.Add(new DefinitionFault(activity.Id, input.JsonName, $"{e.Message}. {e.Detail}"));
            }

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
            input.Set(activity, input.CreateInput!(Expression.Literal(node.Deserialize<object?>(PlainJson.Options)) with { Author = author }, null));
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
            return text.TrimStart().StartsWith('{') ? VariableId(Parse(text)) : text;
        return node is JsonObject json ? Text(json, "id") ?? Text(json, "name") ?? "" : "";
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return PlainJson.ParseNode(text);
        }
        catch (JsonException)
        {
            return null; // The reference is then unknown, which the checker tells.
        }
    }

    internal static Dictionary<string, object?> ReadMap(JsonNode? node) => node is JsonObject json ? json.Deserialize<Dictionary<string, object?>>(PlainJson.Options)! : [];

    private static string? Text(JsonObject? json, string property) => SignatureReader.Text(json, property);
}
