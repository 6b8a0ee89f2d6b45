using System.Collections.Frozen;

namespace Orchestrator.Runtime.Api;

/// <summary>Headers that carry credentials, ours and vCD's; they never reach a handler, a workflow or a journal.</summary>
public static class CredentialHeaders
{
    private static readonly FrozenSet<string> Names = new[]
    {
        "Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "X-Api-Key", "X-Vcloud-Authorization", "X-VMWARE-VCLOUD-ACCESS-TOKEN",
        "X-VMWARE-VCLOUD-TOKEN", "X-Vcd-Authorization",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Contains(string name) => Names.Contains(name);

    /// <summary>A case-insensitive copy without credentials.</summary>
    public static IReadOnlyDictionary<string, string> Strip(IReadOnlyDictionary<string, string> headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        var kept = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in headers)
        {
            if (!Names.Contains(name))
                kept[name] = value;
        }

        return kept;
    }
}
