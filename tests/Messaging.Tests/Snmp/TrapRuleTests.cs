using System.Net;
using Orchestrator.Activities.Messaging.Snmp;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Names;
using Orchestrator.Activities.Messaging.Snmp.Rules;
using Orchestrator.Activities.Messaging.Snmp.Storms;

namespace Orchestrator.Tests.Messaging.Snmp;

public sealed class TrapRuleTests
{
    private static readonly byte[] Alert = Traps.VropsTrap(46, "c0ffee");

    private static CompiledRule Compile(TrapRule rule)
    {
        var faults = new Dictionary<string, string[]>();
        var compiled = TrapRuleCompiler.Compile(rule with { Id = "r" }, new SnmpNameTable(), faults);
        Assert.True(compiled is not null, string.Join('\n', faults.Select(fault => $"{fault.Key}: {fault.Value[0]}")));
        return compiled;
    }

    private static bool Matches(TrapRuleMatch match, byte[] datagram, string source = "192.0.2.60")
    {
        Assert.Equal(SnmpRefusal.None, SnmpMessage.TryRead(datagram, out var message));
        return Compile(new TrapRule { Match = match }).Matches(message, TrapIdentity.Of(message, new byte[TrapIdentity.ScratchSize]), IPAddress.Parse(source));
    }

    [Fact]
    public void A_rule_matches_by_the_beginning_of_the_identifier_at_a_dot()
    {
        Assert.True(Matches(new TrapRuleMatch { OidPrefixes = ["1.3.6.1.4.1.6876.4.50"] }, Alert));
        Assert.True(Matches(new TrapRuleMatch { OidPrefixes = ["1.3.6.1.4.1.6876.4.50.1.0.46"] }, Alert));
        Assert.False(Matches(new TrapRuleMatch { OidPrefixes = ["1.3.6.1.4.1.6876.4.5"] }, Alert));
        Assert.False(Matches(new TrapRuleMatch { OidPrefixes = ["1.3.6.1.4.1.6876.4.50.1.0.4"] }, Alert));
        Assert.True(Matches(new TrapRuleMatch { OidPrefixes = [Traps.Vrops + ".0.47"] }, Ber.V1(Traps.Vrops, 6, 47, 1)));
        Assert.True(Matches(new TrapRuleMatch { OidPrefixes = ["1.3.6.1.6.3.1.1.5.4"] }, Ber.V1(Traps.Vrops, 3, 0, 1)));
        Assert.True(Matches(new TrapRuleMatch { OidPrefixes = ["1.3.6.1.4.1.9.0.4294967"] }, Ber.V1("1.3.6.1.4.1.9", 6, 4294967, 1)));
    }

    [Fact]
    public void A_rule_matches_by_sender_version_and_variables()
    {
        Assert.True(Matches(new TrapRuleMatch { Sources = ["192.0.2.0/24"], Versions = ["2c"] }, Alert));
        Assert.False(Matches(new TrapRuleMatch { Sources = ["198.51.100.0/24"] }, Alert));
        Assert.False(Matches(new TrapRuleMatch { Versions = ["1", "3"] }, Alert));
        Assert.True(Matches(new TrapRuleMatch { Variables = [new TrapRuleCondition { Variable = "DefinitionDesc", StartsWith = "scale-out:" }] }, Alert));
        Assert.True(Matches(new TrapRuleMatch { Variables = [new TrapRuleCondition { Variable = Traps.Vrops + ".2.5", EqualTo = "Critical" }] }, Alert));
        Assert.True(Matches(new TrapRuleMatch { Variables = [new TrapRuleCondition { Variable = "Message", Pattern = "two$" }] }, Alert));
        Assert.False(Matches(new TrapRuleMatch { Variables = [new TrapRuleCondition { Variable = "Criticality", EqualTo = "Info" }] }, Alert));
    }

    [Fact]
    public void All_faults_of_a_rule_are_told_at_once_with_their_place()
    {
        var faults = new Dictionary<string, string[]>();

        var compiled = TrapRuleCompiler.Compile(
            new TrapRule
            {
                Id = "no spaces",
                Order = -1,
                Match = new TrapRuleMatch
                {
                    OidPrefixes = ["1.3.6", "x"],
                    Sources = ["192.0.2.300"],
                    Versions = ["4"],
                    Variables = [new TrapRuleCondition { Variable = "NoSuchObject", EqualTo = "1" }, new TrapRuleCondition { Variable = "1.3.6.1", Pattern = "(" }, new TrapRuleCondition { Variable = "1.3.6.1" }],
                },
                Then = new TrapRuleThen { Drop = true, Event = "x", Collapse = new TrapRuleCollapse { Seconds = -1 } },
            },
            new SnmpNameTable(),
            faults);

        Assert.Null(compiled);
        Assert.Equal(
            [
                "id", "match.oidPrefixes[1]", "match.sources[0]", "match.variables[0]", "match.variables[1]", "match.variables[2]", "match.versions[0]", "order", "then.collapse.seconds", "then.drop",
            ],
            faults.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("import the MIB", faults["match.variables[0]"][0], StringComparison.Ordinal);
    }

    [Fact]
    public void Matching_allocates_nothing()
    {
        var set = new TrapRuleSet(
        [
            Compile(new TrapRule { Match = new TrapRuleMatch { OidPrefixes = ["1.3.6.1.4.1.9"] } }),
            Compile(new TrapRule { Match = new TrapRuleMatch { OidPrefixes = [Traps.Vrops], Variables = [new TrapRuleCondition { Variable = "DefinitionDesc", StartsWith = "scale-in:" }] } }),
        ]);
        var scratch = new byte[TrapIdentity.ScratchSize];
        void Once()
        {
            SnmpMessage.TryRead(Alert, out var message);
            Assert.Null(set.Find(message, TrapIdentity.Of(message, scratch), IPAddress.Loopback));
        }

        Once();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Once();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void An_alert_is_known_by_its_id_a_link_by_its_interface_and_the_rest_by_rule()
    {
        static AlertIdentity? Of(byte[] datagram, CompiledRule? rule = null)
        {
            Assert.Equal(SnmpRefusal.None, SnmpMessage.TryRead(datagram, out var message));
            return AlertIdentity.Of(message, TrapIdentity.Of(message, new byte[TrapIdentity.ScratchSize]), IPAddress.Parse("192.0.2.1"), rule);
        }

        static byte[] Link(int trap, int index) => Traps.V2Trap($"1.3.6.1.6.3.1.1.5.{trap}", 1, Ber.Bind($"1.3.6.1.2.1.2.2.1.1.{index}", Ber.Integer(index)));
        static byte[] Disk(int number, int disk, int temperature) => Traps.V2Trap(
            $"1.3.6.1.4.1.9.0.{number}", 1, Ber.Bind("1.3.6.1.4.1.9.1.0", Ber.Integer(disk)), Ber.Bind("1.3.6.1.4.1.9.2.0", Ber.Integer(temperature)));
        var byDisk = Compile(new TrapRule { Then = new TrapRuleThen { Collapse = new TrapRuleCollapse { Seconds = 30, By = ["1.3.6.1.4.1.9.1"], ClearOids = ["1.3.6.1.4.1.9.0.2"] } } });
        var never = Compile(new TrapRule { Then = new TrapRuleThen { Collapse = new TrapRuleCollapse { Seconds = 0 } } });

        Assert.Equal(("vrops/c0ffee", AlertPhase.Raise), (Of(Alert)!.Value.Key, Of(Alert)!.Value.Phase));
        Assert.Equal(AlertPhase.Clear, Of(Traps.VropsTrap(47, "c0ffee", root: "1.3.6.1.4.1.6876.4.5.1"))!.Value.Phase);
        Assert.Null(Of(Traps.VropsTrap(200, "c0ffee")));
        Assert.Null(Of(Alert, never));
        Assert.Equal(("link/192.0.2.1/3", AlertPhase.Raise), (Of(Link(3, 3))!.Value.Key, Of(Link(3, 3))!.Value.Phase));
        Assert.Equal(AlertPhase.Clear, Of(Link(4, 3))!.Value.Phase);
        Assert.NotEqual(Of(Link(3, 3)), Of(Link(3, 4)));
        Assert.Null(Of(Disk(1, 1, 50)));
        Assert.Equal(Of(Disk(1, 1, 50), byDisk), Of(Disk(1, 1, 60), byDisk));
        Assert.Equal(Of(Disk(1, 1, 50), byDisk)!.Value.Key, Of(Disk(2, 1, 20), byDisk)!.Value.Key);
        Assert.Equal(AlertPhase.Clear, Of(Disk(2, 1, 20), byDisk)!.Value.Phase);
        Assert.NotEqual(Of(Disk(1, 1, 50), byDisk), Of(Disk(1, 2, 50), byDisk));
    }
}
