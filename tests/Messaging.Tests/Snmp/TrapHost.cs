using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Activities.Messaging.Snmp;
using Orchestrator.Activities.Messaging.Snmp.Storing;
using Orchestrator.Runtime;

namespace Orchestrator.Tests.Messaging.Snmp;

/// <summary>A host that listens for traps, with a workflow that new alerts start.</summary>
internal static class TrapHost
{
    private const string OnActiveAlert = """
        {"definitionId":"on-alert","name":"On alert","variables":[{"id":"v1","name":"Trap","typeName":"Object"}],
         "root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
          {"id":"t","type":"Orchestrator.SnmpTrapReceived","version":1,"customProperties":{"canStartWorkflow":true},
           "oidPrefixes":{"typeName":"String[]","expression":{"type":"Object","value":"[\"1.3.6.1.4.1.6876.4.50.1.0.46\"]"}},
           "conditions":{"typeName":"Object","expression":{"type":"Object","value":"{\"DefinitionDesc\":\"/^scale-out:/\"}"}},
           "result":{"typeName":"Object","memoryReference":{"id":"v1"}}},
          {"id":"w","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"JavaScript","value":"variables.Trap.vrops.alertId + ' ' + variables.Trap.variables.byName.EntityName"}}}],
          "connections":[{"source":{"activity":"t","port":"Done"},"target":{"activity":"w","port":"In"}}]}}
        """;

    public static Task<MessagingHost> StartAsync(
        TestDatabase database, Action<SnmpTrapOptions>? configure = null, string listen = "127.0.0.1:0", TimeProvider? time = null, string node = "", params string[] definitions) => MessagingHost.StartAsync(
            database.Configure,
            services =>
            {
                services.AddSingleton(new DataFolder(Directory.CreateDirectory(Path.Combine(database.Folder, node)).FullName));
                if (time is not null)
                    services.AddSingleton(time);
                services.AddSnmpTraps(options =>
                {
                    options.Listen = IPEndPoint.Parse(listen);
                    options.DropLogInterval = TimeSpan.Zero;
                    configure?.Invoke(options);
                });
            },
            [OnActiveAlert, .. definitions]);

    public static IPEndPoint EndPoint(MessagingHost host) => host.Get<ISnmpTrapListener>().LocalEndPoint!;

    public static Task<IReadOnlyList<StoredTrap>> SettledAsync(MessagingHost host, int count) => Wait.ForAsync(
        async () =>
        {
            var page = await host.Get<TrapStore>().ListAsync(null, 0, 500, CancellationToken.None);
            return page.TotalCount >= count && page.Items.All(trap => trap.Outcome != TrapOutcome.Pending) ? page.Items : null;
        },
        $"{count} traps with an outcome");

    public static void Send(IPEndPoint target, params byte[][] datagrams)
    {
        using var socket = new Socket(target.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        foreach (var datagram in datagrams)
            socket.SendTo(datagram, target);
    }
}
