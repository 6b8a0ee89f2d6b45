using System.Globalization;
using System.Xml.Linq;

namespace Orchestrator.Activities.VCloud;

/// <summary>The query service: records of one type, all pages. Source: vCloud API Programming Guide, "Query service".</summary>
public sealed class VcdQuery(VcdClient client)
{
    private const int PageSize = 128;

    /// <summary>Records of a type. A provider administrator sees those of all organisations and must use the <c>admin…</c> types.</summary>
    /// <param name="type">Type for tenants, such as <c>vm</c>; its <c>admin</c> twin is used for a provider administrator where there is one.</param>
    /// <param name="filters">Name and value of each <c>==</c> condition; all must hold.</param>
    public async ValueTask<IReadOnlyList<XElement>> RecordsAsync(string type, CancellationToken cancellationToken, params (string Name, string Value)[] filters)
    {
        var filter = string.Join(';', filters.Select(f => $"{f.Name}=={Uri.EscapeDataString(f.Value)}"));
        var suffix = filter.Length == 0 ? "" : $"&filterEncoded=true&filter={Uri.EscapeDataString(filter)}";
        var records = new List<XElement>();
        for (var page = 1; ; page++)
        {
            var answer = await client.GetAsync($"/api/query?type={TypeFor(type)}&format=records&page={page}&pageSize={PageSize}{suffix}", cancellationToken);
            var found = answer.Elements().Where(e => e.Name.LocalName.EndsWith("Record", StringComparison.Ordinal)).ToList();
            records.AddRange(found);
            if (found.Count == 0 || records.Count >= (int.TryParse(answer.Attr("total"), NumberStyles.None, CultureInfo.InvariantCulture, out var total) ? total : 0))
                return records;
        }
    }

    private string TypeFor(string type) => !client.IsProvider ? type : type switch
    {
        "vm" => "adminVM",
        "vApp" => "adminVApp",
        "vAppTemplate" => "adminVAppTemplate",
        "orgVdc" => "adminOrgVdc",
        "catalog" => "adminCatalog",
        _ => type,
    };
}
