namespace Orchestrator.Runtime.Api;

/// <summary>Routes that come and go, beside the registered ones. Safe for concurrent use.</summary>
public interface IApiRouteSource
{
    /// <summary>The routes as they are now; the same list until something changes.</summary>
    IReadOnlyList<ApiRoute> Routes { get; }
}
