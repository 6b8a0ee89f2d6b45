using System.Net;
using Orchestrator.Activities.Messaging.Snmp.Codec;

namespace Orchestrator.Activities.Messaging.Snmp.Rules;

/// <summary>The enabled rules in their order. Immutable.</summary>
internal sealed class TrapRuleSet(IEnumerable<CompiledRule> rules)
{
    public static readonly TrapRuleSet Empty = new([]);

    private readonly CompiledRule[] _rules = [.. rules.Where(rule => rule.Rule.Enabled).OrderBy(rule => rule.Rule.Order).ThenBy(rule => rule.Rule.Id, StringComparer.Ordinal)];

    /// <summary>The first rule that matches; null when none does.</summary>
    public CompiledRule? Find(in SnmpMessage message, ReadOnlySpan<byte> trapOid, IPAddress source)
    {
        foreach (var rule in _rules)
        {
            if (rule.Matches(message, trapOid, source))
                return rule;
        }

        return null;
    }
}
