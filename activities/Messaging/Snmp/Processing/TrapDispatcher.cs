using Microsoft.Extensions.Logging;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Rules;
using Orchestrator.Activities.Messaging.Snmp.Storing;
using Orchestrator.Runtime;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Snmp.Processing;

/// <summary>Hands stored traps to the runtime, and does what their rule says. The event's id is the idempotency key, so a second dispatch of the same event starts nothing.</summary>
internal sealed partial class TrapDispatcher(IWorkflowRuntime runtime, TrapWaits waits, TrapMatcher matcher, TrapRules rules, ILogger<TrapDispatcher> logger)
{
    /// <summary>Name and payload of the engine's own event activity.</summary>
    private const string EventStimulus = "Elsa.Event";

    /// <summary>Gives the trap with its outcome; Pending with the reason when the dispatch failed.</summary>
    public async Task<StoredTrap> DispatchAsync(StoredTrap stored, SnmpTrap? trap, CancellationToken cancellationToken)
    {
        if (trap is null)
            return stored with { Outcome = TrapOutcome.Ignored, Reason = "The stored datagram cannot be read." };
        var rule = FindRule(stored);
        try
        {
            return await DispatchAsync(stored with { RuleId = rule?.Id, InstanceIds = [] }, trap, rule, cancellationToken);
        }
        catch (WorkflowFaultException fault)
        {
            return stored with { Outcome = TrapOutcome.Failed, RuleId = rule?.Id, Reason = rule is null ? fault.Message : $"Rule '{rule.Id}': {fault.Message}" };
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogDispatchFailed(logger, exception, stored.Id);
            return stored with { Outcome = TrapOutcome.Pending, Reason = $"Dispatch failed and is tried again: {exception.Message}" };
        }
    }

    private TrapRule? FindRule(StoredTrap stored) => SnmpMessage.TryReadStored(stored.Datagram, out var message) == SnmpRefusal.None
        ? rules.Current.Find(message, TrapIdentity.Of(message, stackalloc byte[TrapIdentity.ScratchSize]), stored.Source.Address)?.Rule
        : null;

    private async Task<StoredTrap> DispatchAsync(StoredTrap stored, SnmpTrap trap, TrapRule? rule, CancellationToken cancellationToken)
    {
        var values = TrapValues.Of(trap);
        var started = new List<string>();
        var resumed = new List<string>();
        if (rule?.Then.Deliver ?? true)
        {
            Add(await runtime.DispatchAsync(
                new Stimulus
                {
                    Name = SnmpTrapReceived.TypeName,
                    Matches = payload => matcher.Matches(payload, trap),
                    Input = values,
                    IdempotencyKey = $"snmp:{stored.Id}",
                    ResumesWorkflows = waits.May,
                },
                cancellationToken));
        }

        if (rule?.Then.Event is { Length: > 0 } name)
        {
            Add(await runtime.DispatchAsync(
                new Stimulus
                {
                    Name = EventStimulus,
                    Payload = new Dictionary<string, object?> { ["eventName"] = name },
                    Input = new Dictionary<string, object?> { ["payload"] = values },
                    IdempotencyKey = $"snmp:{stored.Id}:event",
                },
                cancellationToken));
        }

        if (rule?.Then.Start is { } start)
        {
            var request = new StartWorkflow
            {
                DefinitionId = start.DefinitionId,
                Tenant = start.Tenant,
                Input = new Dictionary<string, object?> { ["trap"] = values },
                IdempotencyKey = $"snmp:{stored.Id}:{rule.Id}",
            };
            if (await runtime.StartAsync(request, cancellationToken) is { } id)
                started.Add(id);
        }

        return Outcome(stored, trap, started, resumed);

        void Add(DispatchResult result)
        {
            started.AddRange(result.Started);
            resumed.AddRange(result.Resumed);
        }
    }

    private static StoredTrap Outcome(StoredTrap stored, SnmpTrap trap, List<string> started, List<string> resumed)
    {
        if (started.Count + resumed.Count > 0)
        {
            return stored with
            {
                Outcome = started.Count > 0 ? TrapOutcome.Started : TrapOutcome.Resumed,
                Reason = null,
                InstanceIds = [.. started, .. resumed],
            };
        }

        if (stored.RuleId is { } rule)
            return stored with { Outcome = TrapOutcome.Ignored, Reason = $"Rule '{rule}' applied, and nobody waits for what it gave." };
        return trap.Vrops?.Kind switch
        {
            "clear" => stored with { Outcome = TrapOutcome.Ignored, Reason = "The alert is cancelled, and no workflow listens for that." },
            "change" => stored with { Outcome = TrapOutcome.Ignored, Reason = "The alert was updated, and no workflow listens for that." },
            "test" => stored with { Outcome = TrapOutcome.Ignored, Reason = "A test trap: reception works." },
            _ => stored with { Outcome = TrapOutcome.Unknown, Reason = "No trigger of a published definition matches this trap." },
        };
    }
}
