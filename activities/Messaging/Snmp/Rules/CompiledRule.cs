using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Orchestrator.Activities.Messaging.Snmp.Codec;

namespace Orchestrator.Activities.Messaging.Snmp.Rules;

/// <summary>A rule that was checked, in the form in which it meets datagrams: identifiers as bytes, compared by prefix, nothing allocated unless a pattern needs text. Immutable.</summary>
internal sealed class CompiledRule(TrapRule rule, CompiledRule.CompiledMatch match, byte[][] by, byte[][] clears)
{
    public TrapRule Rule { get; } = rule;

    /// <summary>Objects of <see cref="TrapRuleCollapse.By"/>.</summary>
    public byte[][] By { get; } = by;

    /// <summary>Of <see cref="TrapRuleCollapse.ClearOids"/>.</summary>
    public byte[][] Clears { get; } = clears;

    public bool Matches(in SnmpMessage message, ReadOnlySpan<byte> trapOid, IPAddress source)
    {
        if (match.Prefixes.Length > 0 && !StartsWithAny(trapOid, match.Prefixes))
            return false;
        if (match.Versions.Length > 0 && !match.Versions.Contains(message.Version))
            return false;
        if (match.Users.Length > 0 && !EqualsAny(message.User, match.Users))
            return false;
        if (match.Sources.Length > 0 && !Contains(match.Sources, source))
            return false;
        foreach (var condition in match.Conditions)
        {
            if (!Holds(condition, message))
                return false;
        }

        return true;
    }

    /// <summary>Identifiers end at a sub-identifier, so a prefix of the bytes is a prefix of the arcs.</summary>
    public static bool StartsWithAny(ReadOnlySpan<byte> oid, byte[][] prefixes)
    {
        foreach (var prefix in prefixes)
        {
            if (oid.StartsWith(prefix))
                return true;
        }

        return false;
    }

    private static bool Contains(IPNetwork[] networks, IPAddress source)
    {
        foreach (var network in networks)
        {
            if (network.Contains(source))
                return true;
        }

        return false;
    }

    private static bool EqualsAny(ReadOnlySpan<byte> text, byte[][] texts)
    {
        foreach (var candidate in texts)
        {
            if (text.SequenceEqual(candidate))
                return true;
        }

        return false;
    }

    private static bool Holds(CompiledCondition condition, in SnmpMessage message)
    {
        foreach (var bind in message.VarBinds)
        {
            if (StartsWithAny(bind.Oid, condition.Oids) && condition.IsMetBy(bind))
                return true;
        }

        return false;
    }

    internal sealed record CompiledMatch(byte[][] Prefixes, IPNetwork[] Sources, byte[][] Users, SnmpVersion[] Versions, CompiledCondition[] Conditions);

    internal sealed class CompiledCondition(byte[][] oids, string? equalTo, string? startsWith, Regex? pattern)
    {
        private readonly byte[]? _equalTo = equalTo is null ? null : Encoding.UTF8.GetBytes(equalTo);
        private readonly byte[]? _startsWith = startsWith is null ? null : Encoding.UTF8.GetBytes(startsWith);

        public byte[][] Oids { get; } = oids;

        public bool IsMetBy(in VarBind bind)
        {
            if (bind.Tag == BerTag.OctetString && pattern is null && bind.Value.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E) < 0)
                return _equalTo is not null ? bind.Value.SequenceEqual(_equalTo) : bind.Value.StartsWith(_startsWith);
            var text = Convert.ToString(SnmpValues.ToPlain(bind.Tag, bind.Value).Value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
            return pattern?.IsMatch(text) ?? (_equalTo is not null ? text == equalTo : text.StartsWith(startsWith!, StringComparison.Ordinal));
        }
    }
}
