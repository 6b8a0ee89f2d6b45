using System.Globalization;
using System.Text;
using Orchestrator.Activities.Billing;
using Orchestrator.Runtime;

namespace Orchestrator.Tests.Billing;

/// <summary>A row of FOCUS 1.2 as a line of ours, and written again.</summary>
public sealed class FocusSampleTests
{
    /// <summary>Columns of the sample that lines do not carry.</summary>
    private static readonly string[] s_unknown =
        ["AvailabilityZone", "ContractedUnitPrice", "ListUnitPrice", "RegionId", "RegionName", "ResourceType", "SkuId", "SkuPriceId", "x_VdcName"];

    [Fact]
    public void What_is_read_from_a_row_is_written_as_it_was()
    {
        var rows = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Samples", "focus-sample.csv"));
        var sample = Row(rows[0], rows[1]);
        var line = new CostLine
        {
            Tenant = sample["SubAccountName"],
            Source = "sample",
            LineId = "1",
            ChargeStart = Time(sample["ChargePeriodStart"]),
            ChargeEnd = Time(sample["ChargePeriodEnd"]),
            ServiceCategory = sample["ServiceCategory"],
            ServiceName = sample["ServiceName"],
            ResourceId = sample["ResourceId"],
            ResourceName = sample["ResourceName"],
            Quantity = decimal.Parse(sample["ConsumedQuantity"], CultureInfo.InvariantCulture),
            Unit = sample["ConsumedUnit"],
            Cost = decimal.Parse(sample["BilledCost"], CultureInfo.InvariantCulture),
            Currency = sample["BillingCurrency"],
            Tags = sample["Tags"],
        };
        var tenant = new Tenant(line.Tenant, sample["SubAccountId"].Split(':')[^1], line.Tenant);
        var options = new BillingOptions { ProviderName = sample["ProviderName"], BillingAccountId = sample["BillingAccountId"] };

        var text = Encoding.UTF8.GetString(new FocusCsv(options, tenant, new BillingMonth(2026, 11)).Write([new StoredCostLine(line, 1, default)]));
        var lines = text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var written = Row(lines[0], lines[1]);

        Assert.Equal(s_unknown, sample.Keys.Except(written.Keys).Order(StringComparer.Ordinal));
        Assert.All(
            sample.Where(cell => !s_unknown.Contains(cell.Key) && cell.Key != "ChargeDescription"),
            cell => Assert.Equal($"{cell.Key}: {cell.Value}", $"{cell.Key}: {written[cell.Key]}"));
        Assert.Equal("vCD Compute: web-01", written["ChargeDescription"]);
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static Dictionary<string, string> Row(string head, string row) => head.Split(',').Zip(Cells(row)).ToDictionary(cell => cell.First, cell => cell.Second);

    /// <summary>Cells of a line of RFC 4180.</summary>
    private static List<string> Cells(string row)
    {
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i] == '"' && quoted && i + 1 < row.Length && row[i + 1] == '"')
                cell.Append(row[i++]);
            else if (row[i] == '"')
                quoted = !quoted;
            else if (row[i] == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(row[i]);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
