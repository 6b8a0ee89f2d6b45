using Orchestrator.Core;
using Orchestrator.Server.ElsaApi.ActivityExecutions;

namespace Orchestrator.Server.ElsaApi.Instances;

internal sealed record IncidentAnswer(
    string ActivityId, string ActivityNodeId, string ActivityType, string Message, ExceptionAnswer Exception, DateTimeOffset Timestamp)
{
    public static IncidentAnswer Of(Incident incident) => new(
        incident.ActivityId, incident.NodeId, incident.ActivityType, incident.Message, new ExceptionAnswer(incident.Code, incident.Message, incident.Detail), incident.Timestamp);
}
