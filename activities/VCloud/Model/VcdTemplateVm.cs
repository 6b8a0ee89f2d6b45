namespace Orchestrator.Activities.VCloud;

/// <summary>A VM inside a vApp template: what new VMs are copied from.</summary>
public sealed record VcdTemplateVm(string Href, string Name, string Catalog, string Item);
