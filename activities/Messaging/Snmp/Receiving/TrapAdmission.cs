using System.Net;
using System.Text;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Rules;
using Orchestrator.Activities.Messaging.Snmp.Security;

namespace Orchestrator.Activities.Messaging.Snmp.Receiving;

/// <summary>
/// Decides at the socket what becomes of a datagram: is it a trap, authentic, of an accepted community; does a rule drop it, and what is its priority. Nothing is allocated for a
/// version 1 or 2c trap. Used by one thread.
/// </summary>
internal sealed class TrapAdmission(SnmpTrapOptions options, UsmInbound usm, Func<TrapRuleSet> rules)
{
    private readonly byte[][] _communities = [.. options.Communities.Select(Encoding.UTF8.GetBytes)];
    private readonly bool _takesCommunities = options.AcceptCommunities;
    private readonly BerWriter _normalForm = new(4_096);

    /// <param name="accepted">What to keep: the datagram, or the normal form of a version 3 message; holds until the next call.</param>
    /// <param name="report">What to answer at once, to a version 3 request that was refused.</param>
    public SnmpRefusal Admit(ReadOnlySpan<byte> datagram, IPAddress source, out ReadOnlySpan<byte> accepted, out TrapPriority priority, out byte[]? report)
    {
        accepted = datagram;
        priority = TrapPriority.Normal;
        report = null;
        SnmpMessage message;
        if (SnmpMessage.PeekVersion(datagram) == (long)SnmpVersion.V3)
        {
            var refusal = usm.TryOpen(datagram, out var header, out message, out report);
            if (refusal != SnmpRefusal.None)
                return refusal;
            UsmNormalForm.Write(_normalForm, header, message);
            accepted = _normalForm.Written;
        }
        else
        {
            var refusal = SnmpMessage.TryRead(datagram, out message);
            if (refusal != SnmpRefusal.None)
                return refusal;
            if (!_takesCommunities || !IsAccepted(message.Community))
                return SnmpRefusal.WrongCommunity;
        }

        var rule = rules().Find(message, TrapIdentity.Of(message, stackalloc byte[TrapIdentity.ScratchSize]), source);
        if (rule is null)
            return SnmpRefusal.None;
        priority = rule.Rule.Then.Priority;
        return rule.Rule.Then.Drop ? SnmpRefusal.DroppedByRule : SnmpRefusal.None;
    }

    private bool IsAccepted(ReadOnlySpan<byte> community)
    {
        if (_communities.Length == 0)
            return true;
        foreach (var accepted in _communities)
        {
            if (community.SequenceEqual(accepted))
                return true;
        }

        return false;
    }
}
