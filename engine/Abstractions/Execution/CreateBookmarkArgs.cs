namespace Orchestrator.Workflows;

/// <summary>What a bookmark waits for.</summary>
public sealed record CreateBookmarkArgs
{
    /// <summary>Stimulus name; the activity's type when null.</summary>
    public string? Name { get; init; }

    /// <summary>What must be equal in the stimulus; part of the hash. Plain values, dictionaries or records.</summary>
    public object? Stimulus { get; init; }

    /// <summary>Runs on resumption; without one the activity completes.</summary>
    public BookmarkCallback? Callback { get; init; }

    /// <summary>Removes the bookmark once it was resumed.</summary>
    public bool AutoBurn { get; init; } = true;

    /// <summary>Outcome <c>Done</c> on resumption when there is no callback.</summary>
    public bool AutoComplete { get; init; } = true;

    /// <summary>Makes the bookmark a timer that resumes itself at this time.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Shown to people who ask what the instance waits for.</summary>
    public string? Description { get; init; }
}
