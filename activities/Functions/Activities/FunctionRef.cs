using System.Text.RegularExpressions;
using Orchestrator.Runtime;

namespace Orchestrator.Activities.Functions.Activities;

/// <summary>One version of a function of the instance's tenant, as workflows pass it on.</summary>
public sealed record FunctionRef(string Name, int Version)
{
    /// <summary>vCloud Director shall hand requests to the function's route to the orchestrator.</summary>
    public bool RegistersApi { get; init; }

    /// <summary>Pattern of the function's path, the organisation by name or by UUID, for vCloud Director's API extensibility.</summary>
    public string? UrlPattern { get; init; }

    internal static string PatternOf(Tenant? tenant, string tenantName, string route) =>
        $"/api/org/({Regex.Escape(tenantName)}|{tenant?.OrgId ?? "-"})/{Regex.Escape(route)}";
}
