namespace Orchestrator.Runtime.Definitions;

/// <summary>Why a version of a definition was not deleted.</summary>
public enum VersionDeletion
{
    NotFound,

    /// <summary>Built in.</summary>
    ReadOnly,

    /// <summary>An instance runs it, or has run it: its history needs the version.</summary>
    HasInstances,
}
