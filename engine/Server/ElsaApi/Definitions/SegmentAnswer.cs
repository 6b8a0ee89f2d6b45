namespace Orchestrator.Server.ElsaApi.Definitions;

internal sealed record SegmentAnswer(string ActivityNodeId, string ActivityId, string ActivityType, string PortName);
