using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Orchestrator.Server.Cli;
using Orchestrator.Tests.Server.Cli;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server;

/// <summary>REST of the trap receiver on a server that listens.</summary>
public sealed class SnmpTests : IAsyncLifetime
{

    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync(configure: options => options with { Snmp = new IPEndPoint(IPAddress.Loopback, 0) });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static string Trap(int last) => $"303202010104067075626c6963a7250201010201000201003 01a3018060a2b060106030101040100060a2b060106030101050{last}00".Replace(" ", "", StringComparison.Ordinal);

    private async Task<JsonNode> GetAsync(string path) => await (await _server.Admin.GetAsync(path)).JsonAsync();

    [Fact]
    public async Task Users_are_saved_without_showing_their_keys_and_all_faults_are_told_at_once()
    {
        var faults = await (await _server.Admin.PutAsJsonAsync("/api/v1/snmp/users/vrops", new { auth = "None", authPassword = "x", priv = "Aes128", privPassword = "short", engineIds = new[] { "xyz" } }))
            .ProblemAsync(HttpStatusCode.BadRequest);
        var saved = await _server.Admin.PutAsJsonAsync("/api/v1/snmp/users/vrops", new { auth = "Sha256", authPassword = "authpass123", priv = "Aes256", privPassword = "privpass123", engineIds = new[] { "0x80001adc0476726f7073" } });
        var again = await _server.Admin.PutAsJsonAsync("/api/v1/snmp/users/vrops", new { auth = "Sha256", priv = "Aes256", keyExtension = "Reeder" });
        var listed = await (await _server.Admin.GetAsync("/api/v1/snmp/users")).Content.ReadAsStringAsync();
        var database = await File.ReadAllBytesAsync(Path.Combine(_server.Folder, "orchestrator.db"));

        Assert.Equal(["authPassword", "engineIds[0]", "priv", "privPassword"], faults["errors"]!.AsObject().Select(pair => pair.Key).Order());
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Contains("\"securityLevel\":\"authPriv\"", listed, StringComparison.Ordinal);
        Assert.DoesNotContain("pass123", listed, StringComparison.Ordinal);
        Assert.DoesNotContain("secret:", listed, StringComparison.Ordinal);
        Assert.Equal(-1, database.AsSpan().IndexOf("authpass123"u8));
        Assert.Equal(HttpStatusCode.NoContent, (await _server.Admin.DeleteAsync("/api/v1/snmp/users/vrops")).StatusCode);
        await (await _server.Admin.DeleteAsync("/api/v1/snmp/users/vrops")).ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Rules_are_in_force_when_they_are_saved_and_can_be_tried()
    {
        await (await _server.Admin.PutAsync("/api/v1/snmp/rules/bad", Json("""{"mtach":{}}"""))).ProblemAsync(HttpStatusCode.BadRequest);
        var faults = await (await _server.Admin.PutAsync("/api/v1/snmp/rules/bad", Json("""{"order":-1,"match":{"sources":["x"],"variables":null},"then":{"deliver":false}}"""))).ProblemAsync(HttpStatusCode.BadRequest);
        var saved = await _server.Admin.PutAsync("/api/v1/snmp/rules/noise", Json("""{"match":{"oidPrefixes":["1.3.6.1.6.3.1.1.5.1"]},"then":{"drop":true}}"""));
        var tried = await (await _server.Admin.PostAsJsonAsync("/api/v1/snmp/rules/try", new { datagrams = new[] { new { hex = Trap(1), source = "192.0.2.1" }, new { hex = Trap(2), source = "192.0.2.1" }, new { hex = "00", source = "192.0.2.1" } } })).JsonAsync();
        using (var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp))
            socket.SendTo(Convert.FromHexString(Trap(1)), IPEndPoint.Parse((await GetAsync("/api/v1/snmp"))["listen"]!.GetValue<string>()));
        var status = await JudgedAsync(1);
        var refused = await GetAsync("/api/v1/snmp/refused");

        Assert.Equal(["match.sources[0]", "order", "then.deliver"], faults["errors"]!.AsObject().Select(pair => pair.Key).Order());
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        Assert.Equal(["dropped", "delivered", "refused"], tried["items"]!.AsArray().Select(item => item!["outcome"]!.GetValue<string>()));
        Assert.Equal(1, status["dropped"]!["dropped-by-rule"]!.GetValue<int>());
        Assert.Equal("dropped-by-rule", refused["items"]![0]!["reason"]!.GetValue<string>());
        Assert.Single((await GetAsync("/api/v1/snmp/rules"))["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.NoContent, (await _server.Admin.DeleteAsync("/api/v1/snmp/rules/noise")).StatusCode);
        Assert.Empty((await GetAsync("/api/v1/snmp/alerts"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Mibs_are_imported_listed_and_deleted()
    {
        using var mib = new StringContent("ACME-MIB DEFINITIONS ::= BEGIN acme OBJECT IDENTIFIER ::= { enterprises 99999 } END");
        using var broken = new StringContent("ACME-MIB DEFINITIONS ::= BEGIN\nacme OBJECT IDENTIFIER ::= 5 END");

        var imported = await _server.Admin.PostAsync("/api/v1/snmp/mibs", mib);
        var fault = await (await _server.Admin.PostAsync("/api/v1/snmp/mibs", broken)).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal(HttpStatusCode.Created, imported.StatusCode);
        Assert.Equal("Line 2: the value of 'acme' must be '{ parent number }', not '5'.", fault["errors"]!["file"]![0]!.GetValue<string>());
        Assert.Equal("ACME-MIB", Assert.Single((await GetAsync("/api/v1/snmp/mibs"))["items"]!.AsArray())!["module"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NoContent, (await _server.Admin.DeleteAsync("/api/v1/snmp/mibs/ACME-MIB")).StatusCode);
    }

    [Theory]
    [InlineData("GET", "/api/v1/snmp")]
    [InlineData("GET", "/api/v1/snmp/users")]
    [InlineData("PUT", "/api/v1/snmp/users/x")]
    [InlineData("PUT", "/api/v1/snmp/rules/x")]
    [InlineData("POST", "/api/v1/snmp/mibs")]
    [InlineData("POST", "/api/v1/traps/x/retry")]
    public async Task A_tenant_sees_and_changes_nothing_of_it(string method, string path)
    {
        using var tenant = await _server.TenantClientAsync("pscoe");

        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        await (await tenant.SendAsync(request)).ProblemAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_capture_is_tried_and_sent_from_the_command_line()
    {
        var file = Path.Combine(_server.Folder, "traps.hex");
        await File.WriteAllTextAsync(file, $"{Trap(1)}\n{Trap(2)}\n");
        var listen = (await GetAsync("/api/v1/snmp"))["listen"]!.GetValue<string>();
        var key = _server.Admin.DefaultRequestHeaders.Authorization!.Parameter!;

        Assert.Equal(0, await OrchestratorCommand.RunAsync(["trap", "replay", file, "--url", _server.Server.Url, "--key", key]));
        Assert.Equal(0, (await GetAsync("/api/v1/snmp"))["received"]!.GetValue<int>());
        Assert.Equal(0, await OrchestratorCommand.RunAsync(["trap", "replay", file, "--send", listen]));
        Assert.Equal(2, await OrchestratorCommand.RunAsync(["trap", "replay", file, "--send", "nowhere"]));
        Assert.Equal(2, await OrchestratorCommand.RunAsync(["trap", "replay", Path.Combine(_server.Folder, "none.pcap")]));

        Assert.Equal(2, (await JudgedAsync(2))["decoded"]!.GetValue<int>());
    }

    [Fact]
    public async Task Mibs_and_rules_are_kept_from_the_command_line()
    {
        var mib = Path.Combine(_server.Folder, "ACME-MIB.txt");
        var rule = Path.Combine(_server.Folder, "rule.json");
        var broken = Path.Combine(_server.Folder, "broken.json");
        await File.WriteAllTextAsync(mib, "ACME-MIB DEFINITIONS ::= BEGIN acme OBJECT IDENTIFIER ::= { enterprises 99999 } acmeUps OBJECT IDENTIFIER ::= { acme 7 } END");
        await File.WriteAllTextAsync(rule, """{"match":{"variables":[{"variable":"acmeUps","equalTo":"on"}]},"then":{"drop":true}}""");
        await File.WriteAllTextAsync(broken, """{"match":{"sources":["nowhere"]}}""");
        string[] server = ["--url", _server.Server.Url, "--key", _server.Admin.DefaultRequestHeaders.Authorization!.Parameter!];

        Assert.Equal(0, await OrchestratorCommand.RunAsync(["trap", "mib", "import", mib, .. server]));
        Assert.Equal(0, await OrchestratorCommand.RunAsync(["trap", "mib", "list", .. server]));
        Assert.Equal(0, await OrchestratorCommand.RunAsync(["trap", "rule", "save", "ups", rule, .. server]));
        Assert.Equal(5, await OrchestratorCommand.RunAsync(["trap", "rule", "save", "broken", broken, .. server]));
        Assert.Equal(2, await OrchestratorCommand.RunAsync(["trap", "rule", "save", "broken", mib, .. server]));
        Assert.Equal(2, await OrchestratorCommand.RunAsync(["trap", "mib", "import", Path.Combine(_server.Folder, "none"), .. server]));
        Assert.Equal(0, await OrchestratorCommand.RunAsync(["trap", "rule", "list", .. server]));
        Assert.Equal("ups", Assert.Single((await GetAsync("/api/v1/snmp/rules"))["items"]!.AsArray())!["id"]!.GetValue<string>());
        Assert.Equal(2, Assert.Single((await GetAsync("/api/v1/snmp/mibs"))["items"]!.AsArray())!["objects"]!.GetValue<int>());
        Assert.Equal(0, await OrchestratorCommand.RunAsync(["trap", "rule", "delete", "ups", .. server]));
        Assert.Equal(0, await OrchestratorCommand.RunAsync(["trap", "mib", "delete", "ACME-MIB", .. server]));
        Assert.Equal(5, await OrchestratorCommand.RunAsync(["trap", "mib", "delete", "ACME-MIB", .. server]));
        Assert.Empty((await GetAsync("/api/v1/snmp/rules"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Users_are_kept_from_the_command_line_and_their_passwords_never_printed()
    {
        var (auth, priv) = (Path.Combine(_server.Folder, "auth.txt"), Path.Combine(_server.Folder, "priv.txt"));
        await File.WriteAllTextAsync(auth, "authpass123\n");
        await File.WriteAllTextAsync(priv, "privpass123");
        Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OnAsync(_server, ["trap", "user", .. arguments]);

        var added = (await RunAsync("add", "ups", "--auth", "Sha256", "--auth-password-file", auth, "--priv", "Aes256", "--priv-password-file", priv, "--engine", "80001adc0476726f7073")).Expect(0);
        var twice = (await RunAsync("add", "ups")).Expect(5);
        var changed = (await RunAsync("change", "ups", "--key-extension", "Reeder", "--json")).Expect(0);
        var refused = (await RunAsync("change", "ups", "--auth", "Sha512")).Expect(5);
        var nobody = (await RunAsync("change", "nobody")).Expect(5);
        var listed = (await RunAsync("list")).Expect(0);
        (await RunAsync("remove", "ups")).Expect(0);
        var empty = (await RunAsync("list", "--json")).Expect(0);

        Assert.Contains("authPriv", added.Output, StringComparison.Ordinal);
        Assert.Contains("There is a user 'ups' already", twice.Error, StringComparison.Ordinal);
        var user = Assert.Single(changed.Json.AsArray())!;
        Assert.Equal(("Sha256", "Aes256", "Reeder", "80001adc0476726f7073"), (user["auth"]!.ToString(), user["priv"]!.ToString(), user["keyExtension"]!.ToString(), Assert.Single(user["engineIds"]!.AsArray())!.ToString()));
        Assert.Contains("authPassword", refused.Error, StringComparison.Ordinal);
        Assert.Contains("There is no user 'nobody'", nobody.Error, StringComparison.Ordinal);
        Assert.Contains("80001adc0476726f7073", listed.Output, StringComparison.Ordinal);
        Assert.All([added, changed, listed, refused], run => Assert.DoesNotContain("pass123", run.Output + run.Error, StringComparison.Ordinal));
        Assert.Empty(empty.Json.AsArray());
    }

    [Fact]
    public async Task What_cannot_be_taken_is_told_with_its_reason_and_the_next_trap_is_taken()
    {
        var listen = IPEndPoint.Parse((await GetAsync("/api/v1/snmp"))["listen"]!.GetValue<string>());
        byte[][] datagrams =
        [
            Convert.FromHexString(Trap(1))[..30],
            // A length of nearly 4 GB, and then the largest datagram that UDP can carry, which is none.
            Convert.FromHexString("3084fffffff0020101"),
            [.. Enumerable.Repeat((byte)'x', 65_507)],
            Convert.FromHexString(Trap(1).Replace("020101", "020109", StringComparison.Ordinal)),
        ];

        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        foreach (var datagram in (byte[][])[.. datagrams, Convert.FromHexString(Trap(2))])
            socket.SendTo(datagram, listen);
        var status = await JudgedAsync(5);
        var refused = (await GetAsync("/api/v1/snmp/refused"))["items"]!.AsArray();
        Assert.Equal(
            [
                (52, "unknown SNMP version: only 1, 2c and 3 are read"),
                (65_507, "not SNMP: the datagram is no BER sequence that begins with a version number"),
                (9, "truncated: the message is longer than the datagram"),
                (30, "truncated: the message is longer than the datagram"),
            ],
            refused.Select(item => (item!["length"]!.GetValue<int>(), item["detail"]!.GetValue<string>())));
        Assert.Equal(1, status["decoded"]!.GetValue<int>());
    }

    /// <summary>The state of the receiver when it has read or dropped so many datagrams; it counts them as received before it judges them.</summary>
    private async Task<JsonNode> JudgedAsync(int datagrams)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var status = await GetAsync("/api/v1/snmp");
            if (status["decoded"]!.GetValue<int>() + status["dropped"]!.AsObject().Sum(reason => reason.Value!.GetValue<int>()) >= datagrams)
                return status;
            await tick.WaitForNextTickAsync(timeout.Token);
        }
    }
}
