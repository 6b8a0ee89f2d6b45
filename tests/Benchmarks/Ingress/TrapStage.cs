using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Activities.Messaging.Snmp;
using Orchestrator.Activities.Messaging.Snmp.Receiving;
using Orchestrator.Benchmarks.Engine;
using Orchestrator.Benchmarks.Harness;
using Orchestrator.Benchmarks.Messaging;
using Orchestrator.Persistence;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Definitions;
using Orchestrator.Runtime.Operations;

namespace Orchestrator.Benchmarks.Ingress;

/// <summary>The whole trap receiver over a database, with a workflow that new alerts start.</summary>
internal sealed class TrapStage : IAsyncDisposable
{
    public const string Definition = "on-alert";

    private const string Json = """
        {"definitionId":"on-alert","name":"On alert","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
          {"id":"t","type":"Orchestrator.SnmpTrapReceived","version":1,"customProperties":{"canStartWorkflow":true},
           "oidPrefixes":{"typeName":"String[]","expression":{"type":"Object","value":"[\"1.3.6.1.4.1.6876.4.50.1.0.46\"]"}}}],"connections":[]}}
        """;

    private TrapStage(EngineHost engine) => Engine = engine;

    public EngineHost Engine { get; }

    public SnmpStatistics Statistics => Engine.Services.GetRequiredService<SnmpStatistics>();

    public IPEndPoint EndPoint => Engine.Services.GetRequiredService<ISnmpTrapListener>().LocalEndPoint!;

    public long SpoolBacklog => Engine.Services.GetRequiredService<SnmpTrapListener>().SpoolBacklog;

    public static async Task<TrapStage> OpenAsync(Action<PersistenceOptions> persistence, BenchmarkContext context, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(context.Folder, Path.GetRandomFileName())).FullName;
        var engine = await EngineHost.StartAsync(
            persistence,
            services =>
            {
                services.AddSingleton(new DataFolder(folder));
                services.AddSingleton<StartCounter>().AddSingleton<ICommitObserver>(provider => provider.GetRequiredService<StartCounter>());
                services.AddSnmpTraps(options =>
                {
                    options.Listen = new IPEndPoint(IPAddress.Loopback, 0);
                    options.SourceRate = 0;
                    options.KeepLast = options.MaxAlerts = 1_000_000;
                });
            },
            cancellationToken);
        var definitions = engine.Services.GetRequiredService<IDefinitionService>();
        await definitions.SeedAsync([("on-alert.json", Json)], cancellationToken);
        await definitions.ActivateAsync(cancellationToken);
        return new TrapStage(engine);
    }

    public async Task WaitAsync(Func<ValueTask<bool>> holds, CancellationToken cancellationToken)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!await holds())
            await tick.WaitForNextTickAsync(cancellationToken);
    }

    /// <summary>Counts instances when their first commit is durable.</summary>
    public StartCounter Starts => Engine.Services.GetRequiredService<StartCounter>();

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
