namespace Orchestrator.Server.ElsaApi.ActivityExecutions;

internal sealed record ReportAnswer(IReadOnlyList<StatisticsAnswer> Stats);
