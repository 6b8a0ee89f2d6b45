using System.Reflection;

namespace Orchestrator.Workflows;

/// <summary>An assembly whose activities the registry offers.</summary>
public sealed record ActivityAssembly(Assembly Assembly);
