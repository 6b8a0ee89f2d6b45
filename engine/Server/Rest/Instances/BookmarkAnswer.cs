using Orchestrator.Workflows;

namespace Orchestrator.Server.Rest.Instances;

/// <summary>What the instance waits for.</summary>
/// <param name="DueAt">Set for a timer.</param>
internal sealed record BookmarkAnswer(string Id, string Name, string ActivityId, DateTimeOffset? DueAt, string? Description, DateTimeOffset CreatedAt)
{
    public static BookmarkAnswer Of(Bookmark bookmark) => new(bookmark.Id, bookmark.Name, bookmark.ActivityId, bookmark.DueAt, bookmark.Description, bookmark.CreatedAt);
}
