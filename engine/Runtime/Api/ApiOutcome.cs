namespace Orchestrator.Runtime.Api;

/// <summary>What a handler decides: answer at once, or let a workflow answer.</summary>
/// <param name="Reply">The answer; null when a workflow gives it.</param>
/// <param name="Stimulus">Starts or resumes the workflow that answers by the activity <c>Orchestrator.ReplyToApi</c>.</param>
/// <param name="Start">Starts the one workflow that answers.</param>
public sealed record ApiOutcome(ApiReply? Reply, Stimulus? Stimulus, StartWorkflow? Start = null)
{
    public static implicit operator ApiOutcome(ApiReply reply) => new(reply, null);

    public static implicit operator ApiOutcome(StartWorkflow start) => new(null, null, start);

    public static implicit operator ApiOutcome(Stimulus stimulus) => new(null, stimulus);
}
