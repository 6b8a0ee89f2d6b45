using System.Net.Sockets;
using Orchestrator.Activities.Messaging.Snmp;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Receiving;
using Orchestrator.Activities.Messaging.Snmp.Security;
using Orchestrator.Activities.Messaging.Snmp.Sending;
using Orchestrator.Activities.Messaging.Snmp.Storing;

namespace Orchestrator.Tests.Messaging.Snmp;

/// <summary>Version 3 from net-snmp's tools, and everything that must not get in.</summary>
public sealed class UsmReceiverTests
{
    private const string Engine = "80001adc0476726f7073";

    private static readonly (SnmpAuthProtocol Auth, string Flag)[] Auths =
    [
        (SnmpAuthProtocol.Md5, "MD5"), (SnmpAuthProtocol.Sha1, "SHA"), (SnmpAuthProtocol.Sha224, "SHA-224"),
        (SnmpAuthProtocol.Sha256, "SHA-256"), (SnmpAuthProtocol.Sha384, "SHA-384"), (SnmpAuthProtocol.Sha512, "SHA-512"),
    ];

    private static readonly (SnmpPrivProtocol Priv, string Flag)[] Privs =
        [(SnmpPrivProtocol.Des, "DES"), (SnmpPrivProtocol.Aes128, "AES"), (SnmpPrivProtocol.Aes192, "AES-192"), (SnmpPrivProtocol.Aes256, "AES-256")];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static SnmpUserOptions Options(string name, SnmpAuthProtocol auth = SnmpAuthProtocol.None, SnmpPrivProtocol priv = SnmpPrivProtocol.None) => new()
    {
        Name = name,
        Auth = auth,
        AuthPassword = auth == SnmpAuthProtocol.None ? null : "authpass123",
        Priv = priv,
        PrivPassword = priv == SnmpPrivProtocol.None ? null : "privpass123",
    };

    private static UsmUser User(string password = "authpass123", SnmpAuthProtocol auth = SnmpAuthProtocol.Sha256, SnmpPrivProtocol priv = SnmpPrivProtocol.Aes128, string privPassword = "privpass123") =>
        UsmUser.Create("vropsuser", auth, auth == SnmpAuthProtocol.None ? null : password, priv, priv == SnmpPrivProtocol.None ? null : privPassword);

    private static byte[] Trap(UsmUser user, int requestId = 1, int boots = 5, int time = 1000, string engine = Engine) => SnmpSender.WriteTrap(
        new SnmpTarget { EndPoint = new System.Net.IPEndPoint(0, 0), Version = SnmpVersion.V3, User = user },
        new SnmpNotification { TrapOid = "1.3.6.1.6.3.1.1.5.1", Uptime = (uint)requestId },
        new SnmpSource(Convert.FromHexString(engine), boots, time),
        requestId);

    private static async Task CountsAsync(MessagingHost host, SnmpRefusal reason, int count) =>
        await Wait.UntilAsync(() => host.Get<SnmpStatistics>().Dropped(reason) == count, $"{count} x {SnmpRefusals.Tag(reason)}");

    [Fact]
    public async Task All_24_pairs_of_protocols_come_from_net_snmp_as_trap_and_inform()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await TrapHost.StartAsync(database, options =>
        {
            foreach (var (auth, _) in Auths)
            {
                foreach (var (priv, _) in Privs)
                    options.Users.Add(Options($"{auth}-{priv}", auth, priv));
            }
        });
        using var tools = new NetSnmp();

        foreach (var (auth, authFlag) in Auths)
        {
            foreach (var (priv, privFlag) in Privs)
            {
                string[] user = ["-v3", "-u", $"{auth}-{priv}", "-l", "authPriv", "-a", authFlag, "-A", "authpass123", "-x", privFlag, "-X", "privpass123", "-t", "20"];
                string[] what = [TrapHost.EndPoint(host).ToString(), "", "1.3.6.1.4.1.9999.0.1", "1.3.6.1.4.1.9999.2.0", "s", $"{auth}-{priv}"];
                var trap = await tools.RunAsync("snmptrap", [.. user, "-e", $"0x{Engine}", .. what]);
                var inform = await tools.RunAsync("snmpinform", [.. user, .. what]);
                Assert.True(trap.ExitCode == 0, trap.Text);
                Assert.True(inform.ExitCode == 0, $"{auth}-{priv}: {inform.Text}");
            }
        }

        var traps = await TrapHost.SettledAsync(host, 48);
        var read = traps.Select(trap => trap.ToTrap(new())!).ToList();
        Assert.Equal(48, read.Count);
        Assert.Equal(24, read.Where(trap => trap.IsInform).Select(trap => trap.User).Distinct().Count());
        Assert.Equal(24, read.Where(trap => !trap.IsInform).Select(trap => trap.User).Distinct().Count());
        Assert.All(read, trap => Assert.Equal((trap.User, "3", "authPriv"), ((string?)trap.Variables[0].Value, trap.Version, trap.SecurityLevel)));
    }

    [Fact]
    public async Task Lower_levels_come_from_their_own_users_and_nobody_is_downgraded()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await TrapHost.StartAsync(database, options =>
        {
            options.Users.Add(Options("open"));
            options.Users.Add(Options("signed", SnmpAuthProtocol.Sha512));
            options.Users.Add(Options("secret", SnmpAuthProtocol.Sha512, SnmpPrivProtocol.Aes256));
        });
        using var tools = new NetSnmp();
        var target = TrapHost.EndPoint(host).ToString();
        string[] signed = ["-a", "SHA-512", "-A", "authpass123"];

        await tools.RunAsync("snmptrap", ["-v3", "-e", $"0x{Engine}", "-u", "open", "-l", "noAuthNoPriv", target, "", "1.3.6.1.4.1.9999.0.1"]);
        await tools.RunAsync("snmptrap", ["-v3", "-e", $"0x{Engine}", "-u", "signed", "-l", "authNoPriv", .. signed, target, "", "1.3.6.1.4.1.9999.0.1"]);
        await tools.RunAsync("snmptrap", ["-v3", "-e", $"0x{Engine}", "-u", "secret", "-l", "authNoPriv", .. signed, target, "", "1.3.6.1.4.1.9999.0.1"]);
        await tools.RunAsync("snmptrap", ["-v3", "-e", $"0x{Engine}", "-u", "secret", "-l", "noAuthNoPriv", target, "", "1.3.6.1.4.1.9999.0.1"]);
        await CountsAsync(host, SnmpRefusal.WrongLevel, 2);
        var traps = await TrapHost.SettledAsync(host, 2);

        Assert.Equal(["authNoPriv", "noAuthNoPriv"], traps.Select(trap => trap.ToTrap(new())!.SecurityLevel).Order());
    }

    [Fact]
    public async Task What_is_not_authentic_is_counted_by_its_reason_and_the_rest_goes_on()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await TrapHost.StartAsync(database, options => options.Users.Add(Options("vropsuser", SnmpAuthProtocol.Sha256, SnmpPrivProtocol.Aes128)));
        var target = TrapHost.EndPoint(host);
        var changed = Trap(User(), 2);
        changed[^1] ^= 1;

        TrapHost.Send(target, Trap(UsmUser.Create("stranger", SnmpAuthProtocol.Sha256, "authpass123", SnmpPrivProtocol.Aes128, "privpass123")));
        TrapHost.Send(target, Trap(User("another password")), changed);
        TrapHost.Send(target, Trap(User(privPassword: "another password"), 3));
        TrapHost.Send(target, Trap(User(auth: SnmpAuthProtocol.Sha1)), Trap(User(priv: SnmpPrivProtocol.None)));
        TrapHost.Send(target, Trap(User(), 4)[..60]);
        await CountsAsync(host, SnmpRefusal.Truncated, 1);
        TrapHost.Send(target, Trap(User(), 5));
        var trap = Assert.Single(await TrapHost.SettledAsync(host, 1));

        await CountsAsync(host, SnmpRefusal.UnknownUser, 1);
        await CountsAsync(host, SnmpRefusal.WrongDigest, 3);
        await CountsAsync(host, SnmpRefusal.DecryptionError, 1);
        await CountsAsync(host, SnmpRefusal.WrongLevel, 1);
        Assert.Equal(5, trap.ToTrap(new())!.Uptime);
        Assert.Equal(
            ["truncated", "wrong-level", "wrong-digest", "decryption-error", "wrong-digest", "wrong-digest", "unknown-user"],
            host.Get<TrapEventLog>().Latest(10).Select(refused => SnmpRefusals.Tag(refused.Reason)));
    }

    [Fact]
    public async Task A_capture_that_is_sent_again_starts_nothing_soon_or_late_or_after_a_restart()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite");
        void Configure(SnmpTrapOptions options) => options.Users.Add(Options("vropsuser", SnmpAuthProtocol.Sha256, SnmpPrivProtocol.Aes128));
        var captured = Trap(User(), 1, boots: 5, time: 1000);
        await using (var host = await TrapHost.StartAsync(database, Configure))
        {
            TrapHost.Send(TrapHost.EndPoint(host), captured);
            await TrapHost.SettledAsync(host, 1);

            TrapHost.Send(TrapHost.EndPoint(host), captured);
            await CountsAsync(host, SnmpRefusal.Replayed, 1);
            TrapHost.Send(TrapHost.EndPoint(host), Trap(User(), 2, boots: 5, time: 849), Trap(User(), 3, boots: 4, time: 99_999), Trap(User(), 4, boots: int.MaxValue));
            await CountsAsync(host, SnmpRefusal.NotInTimeWindow, 3);
            TrapHost.Send(TrapHost.EndPoint(host), Trap(User(), 5, boots: 6, time: 1), Trap(User(), 6, boots: 6, time: 2));
            await TrapHost.SettledAsync(host, 3);
        }

        await using var restarted = await TrapHost.StartAsync(database, Configure);
        TrapHost.Send(TrapHost.EndPoint(restarted), captured);
        await CountsAsync(restarted, SnmpRefusal.NotInTimeWindow, 1);
        TrapHost.Send(TrapHost.EndPoint(restarted), Trap(User(), 7, boots: 6, time: 3));
        Assert.Equal(4, (await TrapHost.SettledAsync(restarted, 4)).Count);
    }

    [Fact]
    public async Task A_user_may_be_bound_to_its_engines()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await TrapHost.StartAsync(database, options =>
        {
            var user = Options("vropsuser", SnmpAuthProtocol.Sha256, SnmpPrivProtocol.Aes128);
            user.EngineIds.Add(Engine);
            options.Users.Add(user);
        });

        TrapHost.Send(TrapHost.EndPoint(host), Trap(User(), 1, engine: "800000000101"), Trap(User(), 2));
        await CountsAsync(host, SnmpRefusal.UnknownEngine, 1);

        Assert.Single(await TrapHost.SettledAsync(host, 1));
    }

    [Fact]
    public async Task Informs_in_a_wrong_time_are_told_the_right_one_with_a_digest_and_traps_are_told_nothing()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await TrapHost.StartAsync(database, options => options.Users.Add(Options("vropsuser", SnmpAuthProtocol.Sha256)));
        var user = User(priv: SnmpPrivProtocol.None);
        var engine = host.Get<UsmParts>().Engine;
        using var keys = new UsmKeys(user, engine.Id);
        using var client = new UdpClient(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        byte[] Inform(int boots, byte[] engineId) => UsmWriter.Write(
            new UsmEnvelope { MessageId = 77, EngineId = engineId, Boots = boots, User = "vropsuser"u8.ToArray(), Level = SnmpSecurityLevel.AuthNoPriv, IsReportable = true },
            keys,
            new SnmpPdu { Tag = BerTag.Inform, RequestId = 8, Bindings = SnmpMessageWriter.BindingsOf(new SnmpNotification { TrapOid = "1.3.6.1.6.3.1.1.5.1" }) });

        TrapHost.Send(TrapHost.EndPoint(host), Trap(user, 1, boots: int.MaxValue));
        await client.SendAsync(Inform(0, []), TrapHost.EndPoint(host), Cancel);
        var unknown = (await client.ReceiveAsync(Cancel)).Buffer;
        await client.SendAsync(Inform(engine.Boots + 1, engine.Id), TrapHost.EndPoint(host), Cancel);
        var late = (await client.ReceiveAsync(Cancel)).Buffer;
        await client.SendAsync(Inform(engine.Boots, engine.Id), TrapHost.EndPoint(host), Cancel);
        var answer = (await client.ReceiveAsync(Cancel)).Buffer;

        Assert.Equal(SnmpRefusal.None, UsmHeader.TryRead(unknown, out var unknownHeader));
        Assert.Equal((77, SnmpSecurityLevel.NoAuthNoPriv, false), (unknownHeader.MessageId, unknownHeader.Level, unknownHeader.IsReportable));
        Assert.Equal(engine.Id, unknownHeader.EngineId.ToArray());
        Assert.True(unknownHeader.Data.IndexOf(OidCodec.Parse("1.3.6.1.6.3.15.1.1.4.0")) > 0);
        Assert.Equal(SnmpRefusal.None, UsmHeader.TryRead(late, out var lateHeader));
        Assert.Equal((SnmpSecurityLevel.AuthNoPriv, engine.Boots), (lateHeader.Level, lateHeader.Boots));
        Assert.True(keys.Verify(late, lateHeader.MacOffset));
        Assert.True(lateHeader.Data.IndexOf(OidCodec.Parse("1.3.6.1.6.3.15.1.1.2.0")) > 0);
        Assert.Equal(SnmpRefusal.None, UsmHeader.TryRead(answer, out var answerHeader));
        Assert.True(keys.Verify(answer, answerHeader.MacOffset));
        Assert.Equal(BerTag.Response, answerHeader.Data[4]);
    }

    [Fact]
    public async Task The_engine_keeps_its_id_and_counts_its_boots_before_it_listens()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite");
        var first = LocalEngine.Start(database.Folder, TimeProvider.System);
        var second = LocalEngine.Start(database.Folder, TimeProvider.System);

        Assert.Equal(first.Id, second.Id);
        Assert.Equal((1, 2), (first.Boots, second.Boots));
        Assert.Equal(0x80, first.Id[0]);

        await File.WriteAllTextAsync(Path.Combine(database.Folder, "snmp", "engine.json"), "{", Cancel);
        var fault = Assert.Throws<InvalidOperationException>(() => LocalEngine.Start(database.Folder, TimeProvider.System));
        Assert.Contains("engine.json", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AES-192-C", SnmpPrivProtocol.Aes192)]
    [InlineData("AES-256-C", SnmpPrivProtocol.Aes256)]
    public async Task A_user_may_have_the_key_extension_of_Reeder(string flag, SnmpPrivProtocol priv)
    {
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await TrapHost.StartAsync(database, options =>
        {
            var user = Options("cisco", SnmpAuthProtocol.Sha1, priv);
            user.KeyExtension = SnmpKeyExtension.Reeder;
            options.Users.Add(user);
        });
        using var tools = new NetSnmp();

        var inform = await tools.RunAsync(
            "snmpinform", "-v3", "-u", "cisco", "-l", "authPriv", "-a", "SHA", "-A", "authpass123", "-x", flag, "-X", "privpass123", "-t", "20", TrapHost.EndPoint(host).ToString(), "", "1.3.6.1.4.1.9999.0.1");

        Assert.True(inform.ExitCode == 0, inform.Text);
        Assert.Equal(TrapOutcome.Unknown, Assert.Single(await TrapHost.SettledAsync(host, 1)).Outcome);
    }
}
