using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Activities.Messaging.Snmp;
using Orchestrator.Activities.Messaging.Snmp.Security;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Messaging.Snmp;

/// <summary>The activities in running workflows, against net-snmp's agent and receiver.</summary>
public sealed class SnmpActivityTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<MessagingHost> StartAsync(TestDatabase database, params string[] definitions) => MessagingHost.StartAsync(
        database.Configure,
        services =>
        {
            services.AddSingleton(new DataFolder(database.Folder));
            services.AddSnmpTraps(options => options.Users.Add(new SnmpUserOptions
            {
                Name = "operator",
                Auth = SnmpAuthProtocol.Sha256,
                AuthPassword = "authpass123",
                Priv = SnmpPrivProtocol.Aes128,
                PrivPassword = "privpass123",
            }));
        },
        definitions);

    private static string Text(string name, string value) => $"\"{name}\":{{\"typeName\":\"String\",\"expression\":{{\"type\":\"Literal\",\"value\":{JsonSerializer.Serialize(value)}}}}}";

    private static string Object(string name, object value) =>
        $"\"{name}\":{{\"typeName\":\"Object\",\"expression\":{{\"type\":\"Object\",\"value\":{JsonSerializer.Serialize(JsonSerializer.Serialize(value))}}}}}";

    private static string Number(string name, double value) => $"\"{name}\":{{\"typeName\":\"Double\",\"expression\":{{\"type\":\"Literal\",\"value\":{JsonSerializer.Serialize(value)}}}}}";

    /// <summary>An SNMP activity, then a line about its outcome made by a script.</summary>
    private static string Definition(string id, string activity, string script, params string[] inputs)
    {
        var result = activity == "SendSnmpTrap" ? "" : ",\"result\":{\"typeName\":\"Object\",\"memoryReference\":{\"id\":\"r\"}}";
        return $$$"""
        {"definitionId":"{{{id}}}","name":"{{{id}}}","variables":[{"id":"r","name":"R","typeName":"Object"},{"id":"e","name":"E","typeName":"String"}],
         "root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
          {"id":"a","type":"Orchestrator.{{{activity}}}","version":1,{{{string.Join(',', inputs)}}},
           "error":{"typeName":"String","memoryReference":{"id":"e"}}{{{result}}} },
          {"id":"done","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"JavaScript","value":{{{JsonSerializer.Serialize(script)}}} } } },
          {"id":"failed","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"JavaScript","value":"'failed: ' + variables.E"} } } ],
          "connections":[{"source":{"activity":"a","port":"Done"},"target":{"activity":"done","port":"In"}},{"source":{"activity":"a","port":"Failed"},"target":{"activity":"failed","port":"In"}}]}}
        """;
    }

    /// <summary>Runs a definition and gives the line that it wrote.</summary>
    private static async Task<string> RunAsync(MessagingHost host, string definition)
    {
        var run = await host.Get<IWorkflowRuntime>().RunAsync(new StartWorkflow { DefinitionId = definition }, Cancel);
        var journal = (await host.Store.ListJournalAsync(run.InstanceId!, 0, 500, Cancel)).Items;
        return journal.FirstOrDefault(entry => entry.ActivityId is "done" or "failed" && !string.IsNullOrEmpty(entry.Message))?.Message
            ?? string.Join(' ', (await host.Store.ListIncidentsAsync(new IncidentFilter { InstanceId = run.InstanceId }, Cancel)).Items.Select(incident => incident.Message));
    }

    [Fact]
    public async Task An_agent_is_written_read_and_walked_by_versions_2c_and_3()
    {
        using var tools = new NetSnmp();
        using var agent = await tools.StartAgentAsync(
            "rwcommunity private 127.0.0.1\ncreateUser operator SHA-256 authpass123 AES privpass123\nrwuser operator priv\n", Cancel);
        string[] v2 = [Text("target", agent.EndPoint.ToString()), Text("community", "private"), Number("timeoutSeconds", 20)];
        string[] v3 = [Text("target", agent.EndPoint.ToString()), Text("protocolVersion", "3"), Text("user", "operator"), Number("timeoutSeconds", 20)];
        string[] v1 = [Text("target", agent.EndPoint.ToString()), Text("protocolVersion", "1"), Text("community", "private"), Number("timeoutSeconds", 20)];
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await StartAsync(
            database,
            Definition("set2", "SnmpSet", "variables.R.byName.sysName", [.. v2, Object("values", new Dictionary<string, object> { ["sysName.0"] = "from version 2c" })]),
            Definition("get2", "SnmpGet", "variables.R.list[0].name + ': ' + variables.R.byName.sysName + ', ' + variables.R.list[1].type", [.. v2, Object("oids", new[] { "sysName.0", "1.3.6.1.2.1.1.99.0" })]),
            Definition("set3", "SnmpSet", "variables.R.byName.sysName", [.. v3, Object("values", new Dictionary<string, object> { ["1.3.6.1.2.1.1.5.0"] = new { type = "OctetString", value = "from version 3" } })]),
            Definition("get3", "SnmpGet", "variables.R.byName.sysName", [.. v3, Object("oids", new[] { "1.3.6.1.2.1.1.5.0" })]),
            Definition("walk2", "SnmpWalk", "variables.R.list.length > 20 && variables.R.list.every(v => v.oid.startsWith('1.3.6.1.2.1.1.'))", [.. v2, Text("root", "1.3.6.1.2.1.1")]),
            Definition("walk1", "SnmpWalk", "variables.R.list.length > 20 && variables.R.list.every(v => v.oid.startsWith('1.3.6.1.2.1.1.'))", [.. v1, Text("root", "1.3.6.1.2.1.1")]),
            Definition("large", "SnmpWalk", "''", [.. v2, Text("root", "1.3.6.1.2.1.1"), Number("maxItems", 3), Text("onFailure", "Continue")]),
            Definition("refused", "SnmpSet", "''", [.. v2, Object("values", new Dictionary<string, object> { ["1.3.6.1.2.1.1.3.0"] = new { type = "TimeTicks", value = 1 } })]),
            Definition("wrong", "SnmpSet", "''", [.. v2, Object("values", new Dictionary<string, object> { ["sysName.0"] = new { type = "Blob", value = 1 } }), Text("onFailure", "Continue")]));

        Assert.Equal("from version 2c", await RunAsync(host, "set2"));
        Assert.Equal("sysName: from version 2c, NoSuchObject", await RunAsync(host, "get2"));
        Assert.Equal("from version 3", await RunAsync(host, "set3"));
        Assert.Equal("from version 3", await RunAsync(host, "get3"));
        Assert.Equal("true", await RunAsync(host, "walk2"), ignoreCase: true);
        Assert.Equal("true", await RunAsync(host, "walk1"), ignoreCase: true);
        Assert.Contains("more than 3 objects", await RunAsync(host, "large"), StringComparison.Ordinal);
        Assert.Contains("answered with the error notWritable for 1.3.6.1.2.1.1.3.0", await RunAsync(host, "refused"), StringComparison.Ordinal);
        Assert.Contains("1.3.6.1.2.1.1.5.0: 'Blob' is no type of a value", await RunAsync(host, "wrong"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Traps_and_informs_reach_a_receiver()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite");
        var engine = Convert.ToHexStringLower(LocalEngine.Start(database.Folder, TimeProvider.System).Id);
        using var tools = new NetSnmp();
        using var daemon = await tools.StartTrapDaemonAsync(
            $"""
            authCommunity log secret
            createUser -e 0x{engine} operator SHA-256 authpass123 AES privpass123
            createUser operator SHA-256 authpass123 AES privpass123
            authUser log operator
            """,
            Cancel);
        string[] trap = [Text("target", daemon.EndPoint.ToString()), Text("trapOid", "1.3.6.1.4.1.9999.0.1"), Number("timeoutSeconds", 20)];
        string[] v3 = [Text("protocolVersion", "3"), Text("user", "operator")];
        const string inform = "\"inform\":{\"typeName\":\"Boolean\",\"expression\":{\"type\":\"Literal\",\"value\":true}}";
        static string Marker(string text) => Object("variables", new Dictionary<string, object> { ["DefinitionName.0"] = text, ["1.3.6.1.4.1.9999.2.0"] = new { type = "Gauge32", value = 7 } });
        await using var host = await StartAsync(
            database,
            Definition("v1", "SendSnmpTrap", "'sent'", [.. trap, Text("protocolVersion", "1"), Text("community", "secret"), Marker("one")]),
            Definition("v2", "SendSnmpTrap", "'sent'", [.. trap, Text("community", "secret"), Marker("two")]),
            Definition("v2i", "SendSnmpTrap", "'sent'", [.. trap, Text("community", "secret"), inform, Marker("three")]),
            Definition("v3", "SendSnmpTrap", "'sent'", [.. trap, .. v3, Marker("four")]),
            Definition("v3i", "SendSnmpTrap", "'sent'", [.. trap, .. v3, inform, Marker("five")]),
            Definition("silent", "SendSnmpTrap", "'sent'", [Text("target", "127.0.0.1:9"), Text("trapOid", "1.3.6.1.4.1.9999.0.1"), inform, Number("timeoutSeconds", 0.1), Number("retries", 0), Number("patienceSeconds", 0), Text("onFailure", "Continue")]),
            Definition("nobody", "SendSnmpTrap", "'sent'", [.. trap, Text("protocolVersion", "3"), Text("user", "nobody"), Text("onFailure", "Continue")]));

        foreach (var (definition, marker) in new[] { ("v1", "one"), ("v2", "two"), ("v2i", "three"), ("v3", "four"), ("v3i", "five") })
        {
            Assert.Equal("sent", await RunAsync(host, definition));
            Assert.Contains("Gauge32: 7", await daemon.LineAsync(line => line.Contains($"\"{marker}\"", StringComparison.Ordinal), $"the trap '{marker}'", Cancel), StringComparison.Ordinal);
        }

        Assert.StartsWith("failed: 127.0.0.1:9 cannot be reached after 1 attempts of 0.1 s", await RunAsync(host, "silent"), StringComparison.Ordinal);
        Assert.Contains("There is no SNMP user 'nobody'", await RunAsync(host, "nobody"), StringComparison.Ordinal);
    }
}
