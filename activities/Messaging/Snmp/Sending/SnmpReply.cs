namespace Orchestrator.Activities.Messaging.Snmp.Sending;

/// <summary>An answer.</summary>
public sealed record SnmpReply
{
    /// <summary>0: no error; others by RFC 3416 section 3, see <see cref="SnmpErrorStatus.NameOf"/>.</summary>
    public required int ErrorStatus { get; init; }

    /// <summary>Number, from 1, of the variable that the error is about; 0: none.</summary>
    public required int ErrorIndex { get; init; }

    public required IReadOnlyList<SnmpVariable> Variables { get; init; }
}
