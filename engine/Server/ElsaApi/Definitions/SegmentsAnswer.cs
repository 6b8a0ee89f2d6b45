namespace Orchestrator.Server.ElsaApi.Definitions;

internal sealed record SegmentsAnswer(NodeAnswer ChildNode, NodeAnswer Container, IReadOnlyList<SegmentAnswer> PathSegments);
