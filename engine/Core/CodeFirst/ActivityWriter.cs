using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>Writes activities that were made in code as definition JSON. A function becomes an expression of type Delegate without a value.</summary>
public sealed class ActivityWriter(WorkflowGraph graph)
{
    public JsonObject Write(IActivity activity)
    {
        var descriptor = graph.Of(activity).Descriptor;
        var json = new JsonObject
        {
            ["id"] = activity.Id,
            ["nodeId"] = activity.NodeId,
            ["name"] = activity.Name,
            ["type"] = activity.Type,
            ["version"] = activity.Version,
            ["customProperties"] = Node(activity.CustomProperties),
            ["metadata"] = Node(activity.Metadata),
        };
        foreach (var input in descriptor.Inputs)
        {
            if (input.Get(activity) is { } value)
                json[input.JsonName] = value is Input wrapped ? Wrapped(wrapped) : value is Variable variable ? Reference(variable) : Node(value);
        }

        foreach (var output in descriptor.Outputs)
        {
            if (output.Get(activity)?.MemoryReference is { } reference)
                json[output.JsonName] = new JsonObject { ["typeName"] = TypeAliases.AliasOf(output.Type), ["memoryReference"] = new JsonObject { ["id"] = reference.Id } };
        }

        foreach (var port in descriptor.Ports)
        {
            if (port.Get(activity) is { } child)
                json[port.JsonName] = Write(child);
        }

        if (activity is IContainer container)
        {
            json["variables"] = Variables(container.Variables);
            json["activities"] = Write(container.Activities);
        }

        (activity as IWritesJson)?.WriteJson(json, this);
        return json;
    }

    public JsonArray Write(IEnumerable<IActivity> activities) => new([.. activities.Select(Write)]);

    public static JsonObject Expression(Expression expression) => new()
    {
        ["type"] = expression.Type,
        ["value"] = expression.Value switch
        {
            Delegate => null,
            Variable variable => Reference(variable),
            var value => Node(value),
        },
    };

    public static JsonArray Variables(IEnumerable<Variable> variables) => new([.. variables.Select(v => new JsonObject
    {
        ["id"] = v.Id,
        ["name"] = v.Name,
        ["typeName"] = v.TypeName,
        ["isArray"] = v.IsArray,
        ["value"] = Node(v.Value),
        ["storageDriverTypeName"] = v.StorageDriverTypeName,
    })]);

    private static JsonObject Wrapped(Input input) => new()
    {
        ["typeName"] = TypeAliases.AliasOf(input.Type),
        ["expression"] = input.Expression is { } expression ? Expression(expression) : null,
    };

    private static JsonObject Reference(Variable variable) => new() { ["id"] = variable.Id, ["name"] = variable.Name };

    private static JsonNode? Node(object? value) => value is null ? null : JsonSerializer.SerializeToNode(PlainValue.From(value), PlainJson.Options);
}
