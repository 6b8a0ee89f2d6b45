using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Orchestrator.Activities.Billing;

namespace Orchestrator.Tests.Billing;

public sealed class JsonFileCostSourceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_gives_its_lines()
    {
        _folder.Write("bill.json", Cost.File(Cost.Line("a", "2026-11-01", 1.25m)));

        var line = Assert.Single(await ReadAsync()).Line!;

        Assert.Equal(("pscoe", "lab", "a", "Compute", 1.25m, "EUR"), (line.Tenant, line.Source, line.LineId, line.ServiceCategory, line.Cost, line.Currency));
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), line.ChargeStart);
        Assert.Equal("""{"environment":"test","tier":"web"}""", line.Tags);
    }

    [Fact]
    public async Task A_folder_gives_its_files_in_order_of_name()
    {
        _folder.Write("b.json", Cost.File(Cost.Line("second", "2026-11-01", 1)));
        _folder.Write("a.json", Cost.File(Cost.Line("first", "2026-11-01", 1)));
        _folder.Write("notes.txt", "no cost data");

        Assert.Equal(["first", "second"], (await ReadAsync()).Select(r => r.Line!.LineId));
    }

    public static TheoryData<string, string, string> Faults() => new()
    {
        { "id", "null", "It is missing or empty." },
        { "id", "7", "It must be a text, it is Number." },
        { "org", "\"\"", "It is missing or empty." },
        { "chargePeriodStart", "\"2026-11-01\"", "It must be an ISO 8601 time with zone, such as 2026-11-01T00:00:00Z." },
        { "chargePeriodStart", "\"2026-13-01T00:00:00Z\"", "It must be an ISO 8601 time with zone, such as 2026-11-01T00:00:00Z." },
        { "chargePeriodStart", "\"1970-01-01T00:00:00Z\"", "It must lie between the years 2000 and 2100." },
        { "chargePeriodEnd", "\"2026-11-01T00:00:00Z\"", "It must be after chargePeriodStart and at most 24 hours later: split longer charges by day." },
        { "chargePeriodEnd", "\"2026-12-01T00:00:00Z\"", "It must be after chargePeriodStart and at most 24 hours later: split longer charges by day." },
        { "serviceCategory", "null", "It is missing or empty." },
        { "billedCost", "null", "It is missing." },
        { "billedCost", "\"1.25\"", "It must be a number, it is String." },
        { "billedCost", "1e300", "It must lie between -1000000000 and 1000000000." },
        { "consumedQuantity", "true", "It must be a number, it is True." },
        { "tags", "[]", "It must be an object, it is Array." },
        { "tags.tier", "unused", "It must be a text, it is Number." },
        { "billingCurrency", "\"eur\"", "It must be a code of three capital letters (ISO 4217), such as EUR." },
        { "resourceName", "\"a\\nb\"", "It contains control characters." },
        { "line", "unused", "It contains an escaped half of a surrogate pair, which is no valid text." },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_faulty_line_says_where_which_field_and_why(string field, string value, string reason)
    {
        var line = Cost.Line("bad", "2026-11-01", 1.25m);
        if (field == "tags.tier")
            line["tags"]!["tier"] = 1;
        else if (field != "line")
            line[field] = JsonNode.Parse(value);
        var json = Cost.File(Cost.Line("good", "2026-11-01", 1), line, Cost.Line("last", "2026-11-01", 1));
        _folder.Write("bill.json", field == "line" ? json.Replace("\"bad\"", "\"\\ud800\"", StringComparison.Ordinal) : json);

        var records = await ReadAsync();

        Assert.Equal(3, records.Count);
        Assert.NotNull(records[0].Line);
        Assert.NotNull(records[2].Line);
        var fault = Assert.Single(records[1].Faults);
        Assert.Equal(("bill.json", 1L, field, reason), (fault.File, fault.Index, fault.Field, fault.Reason));
    }

    [Fact]
    public async Task All_faults_of_a_line_are_given()
    {
        _folder.Write("bill.json", """{"currency":"EUR","lines":[{}, 7]}""");

        var records = await ReadAsync();

        Assert.Equal(["chargePeriodStart", "chargePeriodEnd", "serviceCategory", "org", "id", "billedCost"], records[0].Faults.Select(f => f.Field));
        Assert.Equal("It must be an object, it is Number.", Assert.Single(records[1].Faults).Reason);
    }

    [Fact]
    public async Task Broken_JSON_is_reported_with_line_and_column_after_the_lines_before_it()
    {
        _folder.Write("bill.json", "{\n \"currency\": \"EUR\",\n \"lines\": [\n" + Cost.Line("a", "2026-11-01", 1).ToJsonString() + ",\n  {\"id\": oops}\n]}");
        _folder.Write("next.json", Cost.File(Cost.Line("b", "2026-11-01", 1)));
        var records = new List<CostRecord>();

        var error = await Assert.ThrowsAsync<CostSourceException>(() => ReadIntoAsync(records));

        Assert.Equal(["a", "b"], records.Select(r => r.Line!.LineId));
        Assert.StartsWith("File 'bill.json' is broken JSON at line 5, column 10, after 1 lines: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is broken JSON at line 1, column 1")]
    [InlineData("[]", "begins with StartArray")]
    [InlineData("""{"currency":"EUR"}""", "has no 'lines'")]
    [InlineData("""{"currency":"EUR","lines":{}}""", "'lines' must be an array, it is StartObject")]
    [InlineData("""{"lines":[],"currency":"EUR"}""", "'currency' must come before 'lines'")]
    [InlineData("""{"currency":"Euro","lines":[]}""", "'currency' must be a code of three capital letters")]
    [InlineData("""{"currency":"EUR","lines":[]} {}""", "is broken JSON at line 1, column 31")]
    [InlineData("""{"currency":"EUR","lines":[{"id":"x" """, "is broken JSON at line 1")]
    public async Task A_file_of_another_shape_is_refused(string json, string reason)
    {
        _folder.Write("bill.json", json);

        var error = await Assert.ThrowsAsync<CostSourceException>(() => ReadIntoAsync([]));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_refused()
    {
        var source = new JsonFileCostSource("lab", Path.Combine(_folder.Path, "nowhere"));

        var error = await Assert.ThrowsAsync<CostSourceException>(async () => await source.ReadAsync(default).ToListAsync());

        Assert.Contains("there is no file or folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_byte_order_mark_and_unknown_properties_are_passed_over()
    {
        var line = Cost.Line("a", "2026-11-01", 1);
        line["x_Extra"] = new JsonObject { ["deep"] = new JsonArray(1, 2, 3) };
        File.WriteAllText(Path.Combine(_folder.Path, "bill.json"), Cost.File(line).Replace("{\"source\"", "{\"more\":[{}],\"source\"", StringComparison.Ordinal), new UTF8Encoding(true));

        Assert.NotNull(Assert.Single(await ReadAsync()).Line);
    }

    [Fact]
    public void A_stream_that_comes_in_pieces_gives_the_same_lines() => Gen.Int[1, 400].Array[1, 50].Sample(
        pieces =>
        {
            var json = Encoding.UTF8.GetBytes(Cost.File([.. Enumerable.Range(0, 40).Select(i => Cost.Line($"line-ü-{i}", "2026-11-01", i))]));
            var reader = new JsonCostReader(new PiecewiseStream(json, pieces), "bill.json", "lab");
            var ids = new List<string>();

            while (reader.NextAsync(default).AsTask().GetAwaiter().GetResult() is { } record)
                ids.Add(record.Line!.LineId);

            Assert.Equal(Enumerable.Range(0, 40).Select(i => $"line-ü-{i}"), ids);
        },
        iter: 200);

    [Fact]
    public async Task A_file_larger_than_the_buffer_is_read_to_its_end()
    {
        _folder.Write("bill.json", Cost.File([.. Enumerable.Range(0, 5000).Select(i => Cost.Line($"line-{i}", "2026-11-01", i))]));

        var records = await ReadAsync();

        Assert.Equal(5000, records.Count);
        Assert.Equal(4999, records[^1].Line!.Cost);
    }

    private async Task<List<CostRecord>> ReadAsync()
    {
        var records = new List<CostRecord>();
        await ReadIntoAsync(records);
        return records;
    }

    private async Task ReadIntoAsync(List<CostRecord> records)
    {
        await foreach (var record in new JsonFileCostSource("registered", _folder.Path).ReadAsync(TestContext.Current.CancellationToken))
            records.Add(record);
    }
}
