namespace Orchestrator.Activities.VCloud;

/// <summary>Organisations.</summary>
public sealed class VcdOrganizations(VcdClient client, VcdQuery query)
{
    /// <summary>All organisations that the user sees, but not System.</summary>
    public async ValueTask<IReadOnlyList<VcdOrg>> ListAsync(CancellationToken cancellationToken)
    {
        if (client.IsProvider)
        {
            var records = await query.RecordsAsync("organization", cancellationToken);
            return [.. records.Select(r => Org(r.Attr("name"), r.Attr("displayName"), r.Attr("href"))).Where(IsTenant)];
        }

        var list = await client.GetAsync("/api/org", cancellationToken);
        return [.. list.Children("Org").Select(o => Org(o.Attr("name"), o.Attr("name"), o.Attr("href"))).Where(IsTenant)];
    }

    private static VcdOrg Org(string name, string fullName, string href) =>
        new(XmlReading.Uuid(href), name.ToLowerInvariant(), fullName.Length == 0 ? name : fullName, href);

    private static bool IsTenant(VcdOrg org) => org.Id.Length > 0 && org.Name.Length > 0 && org.Name != "system";
}
