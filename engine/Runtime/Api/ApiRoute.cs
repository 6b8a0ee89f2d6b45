namespace Orchestrator.Runtime.Api;

/// <summary>A route of the tenant API, registered as a singleton service by the area that serves it.</summary>
/// <param name="Methods">Upper case; several separated by <c>|</c>; <c>*</c> for all.</param>
/// <param name="Pattern">Such as <c>/api/org/{org}/billing/summary</c>; a last segment <c>{*rest}</c> takes what remains. The most specific match wins.</param>
/// <param name="Handler">Reads answer themselves; writes give a stimulus, and a workflow answers.</param>
/// <param name="Summary">One line for the OpenAPI document.</param>
/// <param name="HidesBody">The body holds secrets: the handler reads it, the workflow and its journal get none.</param>
public sealed record ApiRoute(string Methods, string Pattern, ApiHandler Handler, string Summary = "", bool HidesBody = false)
{
    /// <summary>Rights of vCD that a caller must have, all of them: names, or urns.</summary>
    public IReadOnlyList<string> Rights { get; init; } = [];

    /// <summary>Tenant that alone is served; empty: all are.</summary>
    public string Tenant { get; init; } = "";
}
