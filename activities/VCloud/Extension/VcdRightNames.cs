using System.Collections.Concurrent;
using Orchestrator.Runtime.Api;

namespace Orchestrator.Activities.VCloud;

/// <summary>Asks vCD for the names of rights, once each: <c>GET /cloudapi/1.0.0/rights/{urn}</c>.</summary>
internal sealed class VcdRightNames(VcdClient client) : IRightNames
{
    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);

    public async ValueTask<IReadOnlyCollection<string>> FindAsync(IReadOnlyCollection<string> urns, CancellationToken cancellationToken)
    {
        if (!client.IsConfigured)
            return [];
        var names = new List<string>();
        foreach (var urn in urns)
        {
            if (!_names.TryGetValue(urn, out var name) && (name = await AskAsync(urn, cancellationToken)) is not null)
                _names[urn] = name;
            if (name is not null)
                names.Add(name);
        }

        return names;
    }

    /// <summary>Null for a right that vCD does not know, or does not know yet.</summary>
    private async ValueTask<string?> AskAsync(string urn, CancellationToken cancellationToken)
    {
        try
        {
            return (string?)(await client.SendJsonAsync(HttpMethod.Get, $"/cloudapi/1.0.0/rights/{Uri.EscapeDataString(urn)}", null, cancellationToken))?["name"];
        }
        catch (VcdException exception) when (exception.Status == 400 || exception.IsNotFound)
        {
            return null;
        }
    }
}
