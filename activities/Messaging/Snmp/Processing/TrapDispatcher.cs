using Microsoft.Extensions.Logging;
using Orchestrator.Activities.Messaging.Snmp.Storing;
using Orchestrator.Runtime;

namespace Orchestrator.Activities.Messaging.Snmp.Processing;

/// <summary>Hands stored traps to the runtime. The event's id is the idempotency key, so a second dispatch of the same event starts nothing.</summary>
internal sealed partial class TrapDispatcher(IWorkflowRuntime runtime, TrapMatcher matcher, ILogger<TrapDispatcher> logger)
{
    /// <summary>Gives the trap with its outcome; Pending with the reason when the dispatch failed.</summary>
    public async Task<StoredTrap> DispatchAsync(StoredTrap stored, SnmpTrap? trap, CancellationToken cancellationToken)
    {
        if (trap is null)
            return stored with { Outcome = TrapOutcome.Ignored, Reason = "The stored datagram cannot be read." };
        try
        {
            var result = await runtime.DispatchAsync(
                new Stimulus
                {
                    Name = SnmpTrapReceived.TypeName,
                    Matches = payload => matcher.Matches(payload, trap),
                    Input = TrapValues.Of(trap),
                    IdempotencyKey = $"snmp:{stored.Id}",
                },
                cancellationToken);
            return Outcome(stored, trap, result);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogDispatchFailed(logger, exception, stored.Id);
            return stored with { Outcome = TrapOutcome.Pending, Reason = $"Dispatch failed and is tried again: {exception.Message}" };
        }
    }

    private static StoredTrap Outcome(StoredTrap stored, SnmpTrap trap, DispatchResult result)
    {
        if (result.Matched)
        {
            return stored with
            {
                Outcome = result.Started.Count > 0 ? TrapOutcome.Started : TrapOutcome.Resumed,
                Reason = null,
                InstanceIds = [.. result.Started, .. result.Resumed],
            };
        }

        return trap.Vrops?.Kind switch
        {
            "clear" => stored with { Outcome = TrapOutcome.Ignored, Reason = "The alert is cancelled, and no workflow listens for that." },
            "change" => stored with { Outcome = TrapOutcome.Ignored, Reason = "The alert was updated, and no workflow listens for that." },
            "test" => stored with { Outcome = TrapOutcome.Ignored, Reason = "A test trap: reception works." },
            _ => stored with { Outcome = TrapOutcome.Unknown, Reason = "No trigger of a published definition matches this trap." },
        };
    }
}
