using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Activities.Messaging.Amqp;
using Orchestrator.Benchmarks.Engine;
using Orchestrator.Benchmarks.Harness;
using Orchestrator.Runtime.Api;
using Orchestrator.Runtime.Definitions;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Benchmarks.Messaging;

/// <summary>Message of a quorum queue to durable instance to acknowledgement, against the slower of a bare consumer and the raw batched writer.</summary>
internal sealed class AmqpIngress : IBenchmark
{
    private const int Rounds = 5;

    /// <summary>Until what runs is compiled with what the first runs have shown.</summary>
    private const int WarmUps = 3;
    private const int WarmUpMessages = 20_000;
    private const ushort Prefetch = 500;
    private const int WriterCallers = 256;
    private const string DeadLetters = "bench.dlx";

    public string Name => "ingress-amqp";

    public string Description => "AMQP message to durable instance to ack, against min(bare consumer, raw batched writer)";

    public IReadOnlyList<string> Needs => ["postgres", "rabbit"];

    public async Task RunAsync(BenchmarkContext context, CancellationToken cancellationToken)
    {
        if (BenchmarkContext.Amqp is not { } amqp)
            return;
        foreach (var database in Stage.Databases)
            await RunAsync(context, database, amqp, cancellationToken);
    }

    private static async Task RunAsync(BenchmarkContext context, string database, string amqp, CancellationToken cancellationToken)
    {
        var name = $"bench_{Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal)}";
        var persistence = await Stage.PersistenceAsync(database, name, context, cancellationToken);
        await using var broker = await BrokerSide.OpenAsync(amqp);
        await using var engine = await EngineHost.StartAsync(persistence, services => Configure(services, amqp, name), cancellationToken);
        var (bare, ours) = ($"{name}.bare", $"{name}.ours");
        await broker.DeclareQuorumAsync(bare, DeadLetters);
        await broker.DeclareQuorumAsync(ours, DeadLetters);
        var count = Math.Max(500, (int)(20_000 * context.Scale));

        for (var round = 0; round < WarmUps; round++)
            await TakeAsync(engine, broker, ours, WarmUpMessages, cancellationToken);
        var sample = (await engine.Store.ListAsync(new InstanceFilter { DefinitionId = "ingress", PageSize = 1 }, cancellationToken)).Items[0];
        await using var raw = await RawAsync(context, database, name, await CommitShape.ReadAsync(engine.Database, sample.Id, cancellationToken));
        var (consumer, writer, whole) = (new List<double>(), new List<double>(), new List<Slice>());
        await Callers.RunAsync(WriterCallers, context.Seconds(1), raw.WriteAsync);
        for (var round = 0; round < Rounds; round++)
        {
            await broker.FillAsync(bare, count);
            var start = System.Diagnostics.Stopwatch.GetTimestamp();
            await broker.ConsumeAsync(bare, count, Prefetch);
            consumer.Add(count / System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds);
            var slice = await Slice.MeasureAsync(() => Callers.RunAsync(WriterCallers, context.Seconds(1), raw.WriteAsync));
            writer.Add(slice.PerSecond);
            whole.Add(await TakeAsync(engine, broker, ours, count, cancellationToken));
        }

        var (consumes, writes) = (Spread.Of(consumer), Spread.Of(writer));
        context.Report($"bare consumer, prefetch {Prefetch}, {database} run", consumes, "/s");
        context.Report($"raw batched writer, {database}", writes, "/s");
        context.Report($"AMQP message → instance → ack, {database}", Spread.Of(whole.Select(slice => slice.PerSecond)), "/s", Math.Min(consumes.Median, writes.Median), Target.AtLeastOfLimit(0.7));
        context.Report($"AMQP message → instance → ack, {database}, CPU", Spread.Of(whole.Select(slice => slice.CpuMicrosecondsPerUnit)), "µs");
        context.Report($"AMQP message → instance → ack, {database}, allocated", Spread.Of(whole.Select(slice => slice.AllocatedKilobytesPerUnit)), "KB");
        await broker.DeleteAsync(bare, ours, $"{ours}.dead");
    }

    private static void Configure(IServiceCollection services, string amqp, string name) => services.AddAmqp(options =>
    {
        options.Uri = new Uri(amqp);
        options.Exchange = $"{name}.ext";
        options.Queue = $"{name}.api";
        options.ReplyQueue = $"{name}.replies";
        options.OutgoingQueue = $"{name}.outgoing";
        options.DeadLetterExchange = DeadLetters;
        options.EventExchanges.Clear();
        options.Prefetch = Prefetch;
        options.TriggerScanInterval = TimeSpan.FromMilliseconds(50);
    }).AddTenantApi().AddSingleton<StartCounter>().AddSingleton<ICommitObserver>(provider => provider.GetRequiredService<StartCounter>());

    /// <summary>Fills the queue, then publishes the definition that consumes it; measures from the first durable instance to the last.</summary>
    private static async Task<Slice> TakeAsync(EngineHost engine, BrokerSide broker, string queue, int count, CancellationToken cancellationToken)
    {
        await broker.FillAsync(queue, count);
        var definitions = engine.Services.GetRequiredService<IDefinitionService>();
        var starts = engine.Services.GetRequiredService<StartCounter>();
        var before = starts.Count;
        await definitions.SaveAsync((JsonObject)JsonNode.Parse(Definition(queue))!, new SaveDefinition { Publish = true }, cancellationToken);
        await starts.WaitForAsync(before + 1).WaitAsync(cancellationToken);
        var slice = await Slice.MeasureAsync(async () =>
        {
            var first = starts.Count;
            await starts.WaitForAsync(before + count).WaitAsync(cancellationToken);
            return before + count - first;
        });

        await definitions.RetractAsync("ingress", cancellationToken);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await broker.Channel.ConsumerCountAsync(queue, cancellationToken) > 0)
            await tick.WaitForNextTickAsync(cancellationToken);
        if (await broker.Channel.MessageCountAsync(queue, cancellationToken) is > 0 and var left)
            throw new InvalidOperationException($"{left} messages were committed but not acknowledged.");
        return slice;
    }

    private static async Task<RawWriter> RawAsync(BenchmarkContext context, string database, string name, CommitShape shape) => database == "SQLite"
        ? new RawSqliteWriter(Path.Combine(context.Folder, $"{name}-raw.db"), shape)
        : await RawPostgresWriter.OpenAsync(BenchmarkContext.Postgres!, shape);

    private static string Definition(string queue) => $$$$"""
        {"definitionId":"ingress","name":"Ingress","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
          {"id":"t","type":"Orchestrator.AmqpMessageReceived","version":1,"customProperties":{"canStartWorkflow":true},
           "queue":{"typeName":"String","expression":{"type":"Literal","value":"{{{{queue}}}}"}}}],"connections":[]}}
        """;
}
