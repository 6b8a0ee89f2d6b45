using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>What the execution waits for. Most wait for one thing, and there may be thousands of them: only the second bookmark makes a set.</summary>
public sealed partial class ActivityRun
{
    private string? onlyBookmark;
    private HashSet<string>? bookmarks;

    internal int BookmarkCount => onlyBookmark is null ? bookmarks?.Count ?? 0 : 1;

    internal void AddBookmark(string id)
    {
        if (onlyBookmark is null && bookmarks is null)
        {
            onlyBookmark = id;
            return;
        }

        bookmarks ??= new HashSet<string>(StringComparer.Ordinal) { onlyBookmark! };
        onlyBookmark = null;
        bookmarks.Add(id);
    }

    internal void RemoveBookmark(string id)
    {
        if (onlyBookmark == id)
            onlyBookmark = null;
        else
            bookmarks?.Remove(id);
    }

    /// <summary>Gives the ids of all and forgets them.</summary>
    internal IReadOnlyCollection<string> TakeBookmarks()
    {
        IReadOnlyCollection<string> taken = onlyBookmark is null ? bookmarks ?? [] : [onlyBookmark];
        (onlyBookmark, bookmarks) = (null, null);
        return taken;
    }

    public override Bookmark CreateBookmark(CreateBookmarkArgs args)
    {
        var name = args.Name ?? Activity.Type;
        var payload = StimulusHash.PayloadJson(args.Stimulus);
        var bookmark = new Bookmark
        {
            Id = Run.Runner.Ids.NewId(),
            Name = name,
            Hash = args.DueAt is null ? StimulusHash.OfJson(name, payload) : "",
            Payload = payload,
            ActivityId = Activity.Id,
            ActivityNodeId = Activity.NodeId,
            ActivityInstanceId = Id,
            CreatedAt = Run.TimeProvider.GetUtcNow(),
            DueAt = args.DueAt,
            AutoBurn = args.AutoBurn,
            AutoComplete = args.AutoComplete,
            CallbackMethodName = args.Callback?.Method.Name,
            Description = args.Description,
        };
        Run.AddBookmark(bookmark);
        AddBookmark(bookmark.Id);
        IsWaiting = true;
        return bookmark;
    }

    public override void ClearBookmarks() => Run.RemoveBookmarksOf(this);
}
