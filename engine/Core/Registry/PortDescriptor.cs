using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>A property that holds one embedded activity.</summary>
public sealed record PortDescriptor(string Name, string JsonName, string DisplayName, bool IsBrowsable, Func<IActivity, IActivity?> Get, Action<IActivity, IActivity?> Set);
