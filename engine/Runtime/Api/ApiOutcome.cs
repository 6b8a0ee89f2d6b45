namespace Orchestrator.Runtime.Api;

/// <summary>What a handler decides: answer at once, or let a workflow answer.</summary>
/// <param name="Reply">The answer; null when a workflow gives it.</param>
/// <param name="Stimulus">Starts or resumes the workflow that answers by the activity <c>Orchestrator.ReplyToApi</c>.</param>
public sealed record ApiOutcome(ApiReply? Reply, Stimulus? Stimulus)
{
    public static implicit operator ApiOutcome(ApiReply reply) => new(reply, null);

    public static implicit operator ApiOutcome(Stimulus stimulus) => new(null, stimulus);
}
