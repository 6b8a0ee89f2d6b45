using System.Reflection;

namespace Orchestrator.Runtime.Stores;

/// <summary>
/// An assembly with FluentMigrator migrations. Versions are <c>yyyyMMddNN</c> with the area's own last two digits range: engine 00–09, messaging 10–19,
/// functions 20–29, autoscaling 30–39, billing 40–49.
/// </summary>
public sealed record MigrationAssembly(Assembly Assembly);
