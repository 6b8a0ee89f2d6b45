namespace Orchestrator.Server.Rest.Retention;

/// <param name="IsOwn">False: the definition has none of its own, and the default holds.</param>
internal sealed record RetentionAnswer(double? KeepDays, int? KeepNewest, bool IncludeOpenIncidents, bool Archive, bool IsOwn)
{
    public static RetentionAnswer Of(RetentionPolicy policy, bool isOwn) => new(policy.KeepDays, policy.KeepNewest, policy.IncludeOpenIncidents, policy.Archive, isOwn);
}
