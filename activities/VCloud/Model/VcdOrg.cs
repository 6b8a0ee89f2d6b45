namespace Orchestrator.Activities.VCloud;

/// <summary>An organisation.</summary>
/// <param name="Id">UUID.</param>
public sealed record VcdOrg(string Id, string Name, string FullName, string Href);
