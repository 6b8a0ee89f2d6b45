using System.Text.Json.Nodes;

namespace Orchestrator.Server.ElsaApi.Definitions;

/// <summary>An activity in its place.</summary>
/// <param name="Parents">Node ids of the activities around it, the outermost first.</param>
internal sealed record NodeAnswer(JsonObject Activity, string Port, string NodeId, IReadOnlyList<string> Parents, IReadOnlyList<NodeAnswer> Children)
{
    public static NodeAnswer Of(string port, JsonObject activity, IReadOnlyList<string> parents)
    {
        var nodeId = activity["nodeId"]!.ToString();
        IReadOnlyList<string> around = [.. parents, nodeId];
        return new NodeAnswer((JsonObject)activity.DeepClone(), port, nodeId, parents, [.. ActivityTree.Children(activity).Select(child => Of(child.Port, child.Activity, around))]);
    }
}
