namespace Orchestrator.Runtime;

/// <summary>A vCD organisation.</summary>
/// <param name="Name">Short name, unique, lower case, such as <c>pscoe</c>.</param>
/// <param name="OrgId">Its UUID in vCD.</param>
/// <param name="DisplayName">Full name.</param>
public sealed record Tenant(string Name, string OrgId, string DisplayName)
{
    public string Urn => $"urn:vcloud:org:{OrgId}";
}
