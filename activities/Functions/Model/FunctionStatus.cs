namespace Orchestrator.Activities.Functions.Model;

/// <summary>The states of a function, as the API shows them.</summary>
public static class FunctionStatus
{
    /// <summary>Its first version is being built; calls get 503 with <c>Retry-After</c>.</summary>
    public const string Initializing = "initializing";

    /// <summary>Callable.</summary>
    public const string Ready = "ready";

    /// <summary>No version of it could be built; calls get 409 with the reason.</summary>
    public const string Failed = "failed";

    /// <summary>A new version is being built; the old one answers calls.</summary>
    public const string Updating = "updating";

    /// <summary>It is being deleted; calls get 404.</summary>
    public const string Removing = "removing";
}
