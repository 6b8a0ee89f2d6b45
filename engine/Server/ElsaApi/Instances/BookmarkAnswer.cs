using System.Text.Json.Nodes;
using Orchestrator.Server.ElsaApi.ActivityExecutions;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Instances;

internal sealed record BookmarkAnswer(
    string Id,
    string Name,
    string Hash,
    JsonNode? Payload,
    string ActivityId,
    string ActivityNodeId,
    string ActivityInstanceId,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DueAt,
    bool AutoBurn,
    bool AutoComplete,
    string? CallbackMethodName)
{
    public static BookmarkAnswer Of(string instanceId, Bookmark bookmark) => new(
        bookmark.Id, bookmark.Name, bookmark.Hash, bookmark.Payload is null ? null : PlainJson.ParseNode(bookmark.Payload), bookmark.ActivityId, bookmark.ActivityNodeId,
        ExecutionId.Of(instanceId, bookmark.ActivityInstanceId), bookmark.CreatedAt, bookmark.DueAt, bookmark.AutoBurn, bookmark.AutoComplete, bookmark.CallbackMethodName);
}
