using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Snmp;

/// <summary>
/// Starts a workflow, or resumes it, when an SNMP trap or inform arrives. The trap is stored before, and an inform is answered after, the instance was committed.
/// </summary>
/// <remarks>
/// Result: <c>{id, receivedAt, source, version, community (masked), isInform, trapOid, name, uptime (1/100 s), agentAddress, variables: {byName, list: [{oid, name, type, value}]}}</c>
/// and, for traps of vRealize Operations, <c>vrops: {kind: active|clear|change|test, alertId, definitionName, definitionDescription, resourceName, resourceKind, criticality,
/// notificationRules, message, url, …}</c>. A v1 trap's <c>trapOid</c> follows RFC 3584.
/// </remarks>
[Activity("Orchestrator", "Messaging", "Waits for an SNMP trap or inform.", Kind = ActivityKind.Trigger, DisplayName = "SNMP trap received")]
public sealed class SnmpTrapReceived : Trigger<IDictionary<string, object?>>
{
    /// <summary>Registered type name, and name of the stimulus.</summary>
    public const string TypeName = "Orchestrator.SnmpTrapReceived";

    [Input(DisplayName = "OID prefixes", Description = "Trap OIDs, or beginnings of them, such as 1.3.6.1.4.1.6876.4.50.1.0.46. Empty: any.", UIHint = "multitext", Order = 1)]
    public Input<ICollection<string>>? OidPrefixes { get; set; }

    [Input(Description = "Addresses or networks (192.0.2.0/24) of senders. Empty: any.", UIHint = "multitext", Order = 2)]
    public Input<ICollection<string>>? Sources { get; set; }

    [Input(Description = "Community that the trap must carry. Empty: any.", IsSensitive = true, Order = 3)]
    public Input<string>? Community { get; set; }

    [Input(
        Description = "Values that variables must have, by name (DefinitionName) or OID; kind, trapName, trapOid, version and agentAddress work too. "
            + "Text between slashes is a regular expression, such as /^scale-out:/; other text must be equal.",
        UIHint = "dictionary",
        Order = 4)]
    public Input<IDictionary<string, string>>? Conditions { get; set; }

    protected override object GetTriggerPayload(TriggerIndexingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Checked(context.Get(OidPrefixes), context.Get(Sources), context.Get(Community), context.Get(Conditions));
    }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.IsTriggerOfWorkflow)
        {
            await OnReceived(context);
            return;
        }

        context.CreateBookmark(new CreateBookmarkArgs
        {
            Name = TypeName,
            Stimulus = Checked(OidPrefixes.GetOrDefault(context), Sources.GetOrDefault(context), Community.GetOrDefault(context), Conditions.GetOrDefault(context)),
            Callback = OnReceived,
            Description = "Waits for an SNMP trap",
        });
    }

    private async ValueTask OnReceived(ActivityExecutionContext context)
    {
        context.Set(Result, new Dictionary<string, object?>(context.StimulusInput), nameof(Result));
        await context.CompleteActivityAsync();
    }

    private static TrapFilterPayload Checked(
        ICollection<string>? oidPrefixes, ICollection<string>? sources, string? community, IDictionary<string, string>? conditions)
    {
        var payload = new TrapFilterPayload
        {
            OidPrefixes = [.. (oidPrefixes ?? []).Where(prefix => !string.IsNullOrWhiteSpace(prefix))],
            Sources = [.. (sources ?? []).Where(source => !string.IsNullOrWhiteSpace(source))],
            Community = string.IsNullOrEmpty(community) ? null : community,
            Conditions = new Dictionary<string, string>(conditions ?? new Dictionary<string, string>()),
        };
        try
        {
            TrapFilter.Create(payload);
        }
        catch (FormatException exception)
        {
            throw new WorkflowFaultException(exception.Message, "snmp.bad-filter", null, exception);
        }

        return payload;
    }
}
