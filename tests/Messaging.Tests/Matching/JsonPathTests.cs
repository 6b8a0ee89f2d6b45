using System.Text.Json;
using Orchestrator.Activities.Messaging.Matching;
using Orchestrator.Workflows;

namespace Orchestrator.Tests.Messaging.Matching;

public sealed class JsonPathTests
{
    private const string Document = """{"order":{"state":"paid","total":12.5,"gift":true,"note":null,"a.b":1,"lines":[{"sku":"x"},{"sku":"y"}]},"list":[[1,2],[3]]}""";

    [Theory]
    [InlineData("$.order.state", "paid")]
    [InlineData("order.state", "paid")]
    [InlineData("$.order.total", "12.5")]
    [InlineData("$.order.gift", "true")]
    [InlineData("$.order.note", "")]
    [InlineData("$['order']['a.b']", "1")]
    [InlineData("$.order.lines[1].sku", "y")]
    [InlineData("$.order.lines[*].sku", "x|y")]
    [InlineData("$.list[*][*]", "1|2|3")]
    [InlineData("$.order.lines[7].sku", null)]
    [InlineData("$.order.state.more", null)]
    public void A_path_leads_to_values(string path, string? expected)
    {
        var root = JsonSerializer.Deserialize<object?>(Document, PlainJson.Options);

        var found = JsonPath.Parse(path).Select(root).Select(JsonPath.TextOf).ToList();

        Assert.Equal(expected?.Split('|') ?? [], found);
    }

    [Theory]
    [InlineData("$.")]
    [InlineData("$.a[")]
    [InlineData("$.a[b]")]
    [InlineData("$a")]
    [InlineData("$..a")]
    public void What_is_no_path_is_refused_with_an_example(string path)
    {
        var fault = Assert.Throws<FormatException>(() => JsonPath.Parse(path));

        Assert.Contains("is no JSON path", fault.Message, StringComparison.Ordinal);
        Assert.Contains("$.order.lines[0].sku", fault.Message, StringComparison.Ordinal);
    }
}
