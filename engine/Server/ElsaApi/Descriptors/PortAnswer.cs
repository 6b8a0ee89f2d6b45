namespace Orchestrator.Server.ElsaApi.Descriptors;

/// <param name="Type">Flow: a connection starts there; Embedded: an activity lies in it.</param>
internal sealed record PortAnswer(string Name, string DisplayName, string Type, bool IsBrowsable);
