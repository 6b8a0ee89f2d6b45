using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Names;

namespace Orchestrator.Activities.Messaging.Snmp;

/// <summary>Which traps a trigger listens for: all parts must hold; an empty part holds always. Immutable.</summary>
internal sealed class TrapFilter
{
    private readonly string[] _oidPrefixes;
    private readonly IPNetwork[] _sources;
    private readonly string? _community;
    private readonly (string Name, Func<string, bool> Holds)[] _conditions;

    private TrapFilter(string[] oidPrefixes, IPNetwork[] sources, string? community, (string Name, Func<string, bool> Holds)[] conditions)
    {
        _oidPrefixes = oidPrefixes;
        _sources = sources;
        _community = community;
        _conditions = conditions;
    }

    /// <summary>Checks and compiles a filter. Throws <see cref="FormatException"/> with what is wrong and how to write it.</summary>
    public static TrapFilter Create(TrapFilterPayload payload) => new(
        [.. payload.OidPrefixes.Select(Prefix)],
        [.. payload.Sources.Select(TrapSources.Parse)],
        string.IsNullOrEmpty(payload.Community) ? null : payload.Community,
        [.. payload.Conditions.Select(condition => (condition.Key, Condition(condition.Key, condition.Value)))]);

    public static TrapFilter Create(JsonNode? payload) => Create(payload?.Deserialize<TrapFilterPayload>(Workflows.PlainJson.Options) ?? new TrapFilterPayload());

    public bool Matches(SnmpTrap trap) =>
        (_oidPrefixes.Length == 0 || Array.Exists(_oidPrefixes, prefix => IsBelow(trap.TrapOid, prefix)))
        && (_sources.Length == 0 || Array.Exists(_sources, network => network.Contains(trap.Source)))
        && (_community is null || string.Equals(_community, trap.Community, StringComparison.Ordinal))
        && Array.TrueForAll(_conditions, condition => Values(trap, condition.Name).Any(condition.Holds));

    private static bool IsBelow(string oid, string prefix) =>
        oid.StartsWith(prefix, StringComparison.Ordinal) && (oid.Length == prefix.Length || oid[prefix.Length] == '.');

    private static string Prefix(string text)
    {
        var oid = text.Trim().TrimStart('.');
        return OidCodec.Parse(oid) is null ? throw new FormatException($"'{text}' is no object identifier; write one like 1.3.6.1.4.1.6876.4.50.1.0.46.") : oid;
    }

    /// <summary>Text between slashes is a regular expression (found anywhere, cases differ unless it ends in <c>/i</c>); other text must be equal.</summary>
    private static Func<string, bool> Condition(string name, string expected)
    {
        var end = expected.EndsWith("/i", StringComparison.Ordinal) ? expected.Length - 2 : expected.Length - 1;
        if (expected.Length < 3 || expected[0] != '/' || end < 1 || expected[end] != '/')
            return value => string.Equals(value, expected, StringComparison.Ordinal);
        var options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | (end < expected.Length - 1 ? RegexOptions.IgnoreCase : RegexOptions.None);
        try
        {
            return new Regex(expected[1..end], options).IsMatch;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw new FormatException($"The condition on '{name}' is no regular expression that can be used here: {exception.Message}", exception);
        }
    }

    private static IEnumerable<string> Values(SnmpTrap trap, string name)
    {
        var property = name.ToLowerInvariant() switch
        {
            "kind" => trap.Vrops?.Kind,
            "trapoid" => trap.TrapOid,
            "trapname" => trap.Name,
            "version" => trap.Version,
            "agentaddress" => trap.AgentAddress,
            _ => null,
        };
        if (property is not null)
            yield return property;
        var friendly = VropsMib.FriendlyName(name) ?? name;
        var oid = name.TrimStart('.');
        foreach (var variable in trap.Variables)
        {
            if (string.Equals(variable.Name, friendly, StringComparison.OrdinalIgnoreCase) || variable.Oid == oid)
                yield return Convert.ToString(variable.Value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
        }
    }
}
