namespace Orchestrator.Runtime.Stores;

public enum VersionKind
{
    AllVersions,
    Draft,
    Latest,
    Published,
    LatestOrPublished,
    LatestAndPublished,
    Specific,
}
