using System.Text;
using Orchestrator.Activities.Billing;

namespace Orchestrator.Tests.Billing;

public sealed class SampleCostsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Two_tenants_have_six_whole_months_and_the_current_one()
    {
        var names = SampleCosts.Files(Now).Select(f => f.Name).ToList();

        Assert.Equal(14, names.Count);
        Assert.Contains("pscoe-2026-05.json", names);
        Assert.Contains("acme-2026-11.json", names);
    }

    [Fact]
    public async Task Every_line_is_a_good_one()
    {
        var records = await ReadAsync(Now);

        Assert.All(records, r => Assert.Empty(r.Faults));
        Assert.Equal(records.Count, records.Select(r => (r.Line!.Tenant, r.Line.LineId)).Distinct().Count());
        Assert.Equal(["Compute", "Databases", "Licenses", "Networking", "Storage"], records.Select(r => r.Line!.ServiceCategory).Distinct().Order());
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero), records.Max(r => r.Line!.ChargeStart));
    }

    [Fact]
    public async Task A_later_start_keeps_the_days_before_and_corrects_only_the_unfinished_one()
    {
        var before = (await ReadAsync(Now)).Select(r => r.Line!).ToDictionary(l => (l.Tenant, l.LineId));
        var after = (await ReadAsync(Now.AddDays(3))).Select(r => r.Line!).ToList();

        var corrected = after.Where(l => before.TryGetValue((l.Tenant, l.LineId), out var old) && old != l).ToList();

        Assert.NotEmpty(corrected);
        Assert.All(corrected, l => Assert.Equal(23, l.ChargeStart.Day));
        Assert.All(before.Keys, id => Assert.Contains(id, after.Select(l => (l.Tenant, l.LineId))));
    }

    [Theory]
    [InlineData("2026-03-31T23:59:59Z", 14)]
    [InlineData("2028-02-29T00:00:00Z", 14)]
    public void It_works_at_the_edges_of_months(string now, int files) =>
        Assert.Equal(files, SampleCosts.Files(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)).Count());

    private static async Task<List<CostRecord>> ReadAsync(DateTimeOffset now)
    {
        var records = new List<CostRecord>();
        foreach (var (name, json) in SampleCosts.Files(now))
        {
            Assert.Equal((byte)'{', json[0]);
            Assert.EndsWith("}", Encoding.UTF8.GetString(json), StringComparison.Ordinal);
            var reader = new JsonCostReader(new MemoryStream(json), name, "lab");
            while (await reader.NextAsync(default) is { } record)
                records.Add(record);
        }

        return records;
    }
}
