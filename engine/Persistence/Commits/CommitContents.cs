namespace Orchestrator.Persistence.Commits;

/// <summary>What commits write beside states and journal.</summary>
[Flags]
internal enum CommitContents
{
    None = 0,
    Keys = 1,
    New = 2,
    Changed = 4,
    Bookmarks = 8,
    Incidents = 16,
    Effects = 32,
    Outbox = 64,
}
