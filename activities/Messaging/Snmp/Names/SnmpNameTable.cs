using System.Collections.Frozen;

namespace Orchestrator.Activities.Messaging.Snmp.Names;

/// <summary>Names of objects and notifications: those built in, and those of imported MIBs. Safe for concurrent use; imports exchange the imported part as a whole.</summary>
internal sealed class SnmpNameTable
{
    /// <summary>Longest identifier that is looked up arc by arc; names beyond it are not found.</summary>
    private const int MaxSuffixes = 32;

    private volatile Imported _imported = new(FrozenDictionary<string, string>.Empty, FrozenDictionary<string, string[]>.Empty);

    /// <summary>Name of a notification; null when it is not known.</summary>
    public string? Notification(string trapOid) => SnmpNames.Notification(trapOid) ?? _imported.ByOid.GetValueOrDefault(trapOid);

    /// <summary>Name of the object that an instance belongs to; null when it is not known.</summary>
    public string? Variable(string oid)
    {
        if (SnmpNames.Variable(oid) is { } name)
            return name;
        var imported = _imported.ByOid;
        if (imported.Count == 0)
            return null;
        var lookup = imported.GetAlternateLookup<ReadOnlySpan<char>>();
        var rest = oid.AsSpan();
        for (var suffix = 0; suffix < MaxSuffixes; suffix++)
        {
            if (lookup.TryGetValue(rest, out var found))
                return found;
            var dot = rest.LastIndexOf('.');
            if (dot <= 0)
                return null;
            rest = rest[..dot];
        }

        return null;
    }

    /// <summary>Identifiers of the objects with a name, whatever its case; none when it is not known.</summary>
    public IReadOnlyList<string> Objects(string name)
    {
        var known = SnmpNames.Objects(name);
        return known.Count > 0 ? known : _imported.ByName.GetValueOrDefault(name) ?? [];
    }

    /// <summary>Exchanges what was imported.</summary>
    public void Replace(IEnumerable<KeyValuePair<string, string>> nameByOid)
    {
        var byOid = nameByOid.ToFrozenDictionary(StringComparer.Ordinal);
        _imported = new Imported(byOid, byOid.GroupBy(pair => pair.Value, StringComparer.OrdinalIgnoreCase).ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.Key).ToArray(), StringComparer.OrdinalIgnoreCase));
    }

    private sealed record Imported(FrozenDictionary<string, string> ByOid, FrozenDictionary<string, string[]> ByName);
}
