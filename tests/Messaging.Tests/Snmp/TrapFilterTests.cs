using System.Net;
using System.Text.Json.Nodes;
using Orchestrator.Activities.Messaging.Snmp;
using Orchestrator.Workflows;

namespace Orchestrator.Tests.Messaging.Snmp;

public sealed class TrapFilterTests
{
    private static readonly SnmpTrap Trap = SnmpTrapReader.Read(new(), "t1", DateTimeOffset.UnixEpoch, IPAddress.Parse("192.0.2.60"), Traps.VropsTrap(46, "c0ffee"))!;

    private static bool Matches(TrapFilterPayload payload) =>
        new TrapMatcher().Matches(JsonNode.Parse(StimulusHash.PayloadJson(payload) ?? "{}"), Trap);

    [Fact]
    public void No_filter_takes_everything()
    {
        Assert.True(Matches(new TrapFilterPayload()));
        Assert.True(new TrapMatcher().Matches(null, Trap));
    }

    [Theory]
    [InlineData("1.3.6.1.4.1.6876.4.50.1.0.46", true)]
    [InlineData(".1.3.6.1.4.1.6876", true)]
    [InlineData("1.3.6.1.4.1.6876.4.50.1.0.4", false)]
    [InlineData("1.3.6.1.4.1.6876.4.5", false)]
    public void Prefixes_end_at_an_arc(string prefix, bool expected) => Assert.Equal(expected, Matches(new TrapFilterPayload { OidPrefixes = ["1.3.9", prefix] }));

    [Theory]
    [InlineData("192.0.2.60", true)]
    [InlineData("192.0.2.0/24", true)]
    [InlineData("192.0.2.61", false)]
    [InlineData("2001:db8::/32", false)]
    public void Sources_are_addresses_and_networks(string source, bool expected) => Assert.Equal(expected, Matches(new TrapFilterPayload { Sources = [source] }));

    [Theory]
    [InlineData("public", true)]
    [InlineData("Public", false)]
    public void A_community_is_compared_exactly(string community, bool expected) => Assert.Equal(expected, Matches(new TrapFilterPayload { Community = community }));

    [Theory]
    [InlineData("DefinitionName", "AS scale out web", true)]
    [InlineData("DefinitionName", "AS scale out", false)]
    [InlineData("vmwAlertDefinitionDesc", "/^scale-(out|in):/", true)]
    [InlineData("vmwareAlertID", "C0FFEE", false)]
    [InlineData("AlertID", "/C0FFEE/i", true)]
    [InlineData("1.3.6.1.4.1.6876.4.50.1.2.5.0", "Critical", true)]
    [InlineData("kind", "active", true)]
    [InlineData("kind", "/clear|change/", false)]
    [InlineData("URL", "/.*/", false)]
    public void Conditions_compare_or_search(string name, string condition, bool expected) =>
        Assert.Equal(expected, Matches(new TrapFilterPayload { Conditions = new Dictionary<string, string> { [name] = condition } }));

    [Fact]
    public void All_parts_must_hold() => Assert.False(Matches(new TrapFilterPayload
    {
        OidPrefixes = ["1.3.6.1.4.1.6876"],
        Conditions = new Dictionary<string, string> { ["kind"] = "active", ["Criticality"] = "Info" },
    }));

    [Theory]
    [InlineData("1.3.x", "", "", "1.3.x")]
    [InlineData("", "192.0.2.0/33", "", "192.0.2.0/33")]
    [InlineData("", "", "/(/", "regular expression")]
    [InlineData("", "", @"/(a)\1/", "regular expression")]
    public void A_wrong_filter_says_what_is_wrong(string prefix, string source, string condition, string expected)
    {
        var payload = new TrapFilterPayload
        {
            OidPrefixes = prefix.Length == 0 ? [] : [prefix],
            Sources = source.Length == 0 ? [] : [source],
            Conditions = condition.Length == 0 ? new Dictionary<string, string>() : new Dictionary<string, string> { ["AlertID"] = condition },
        };

        var fault = Assert.Throws<FormatException>(() => TrapFilter.Create(payload));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }
}
