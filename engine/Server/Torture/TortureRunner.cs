using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Torture;

/// <summary>Loads a server, kills it again and again, lets it come to rest, and checks that nothing was lost, doubled or left behind.</summary>
internal sealed class TortureRunner(TortureOptions options) : IDisposable
{
    private static readonly TimeSpan s_rest = TimeSpan.FromMinutes(2);
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly Random _random = new(options.Seed);
    private int _kills;
    private int _disturbances;

    public static async Task<int> RunAsync(TortureOptions options, CancellationToken cancellationToken)
    {
        var begin = Stopwatch.GetTimestamp();
        using var runner = new TortureRunner(options);
        var checks = await runner.RunAsync(cancellationToken);
        var table = TortureReport.Table(options, checks, Stopwatch.GetElapsedTime(begin));
        Console.Write(table);
        if (options.Report is not null)
            await File.AppendAllTextAsync(options.Report, table, cancellationToken);
        Console.WriteLine(checks.AreClean ? "nothing lost, nothing doubled, nothing stuck" : "FAILED: see the table");
        return checks.AreClean ? ExitCode.Ok : ExitCode.Unexpected;
    }

    public void Dispose() => _client.Dispose();

    private async Task<TortureChecks> RunAsync(CancellationToken cancellationToken)
    {
        await using var witness = await TortureWitness.StartAsync(options.Seed, cancellationToken);
        if (options.Data is null)
            return await LoadRunningAsync(witness, cancellationToken);
        Directory.CreateDirectory(options.Data);
        await using var server = new TortureServer(options);
        await server.StartAsync(TimeSpan.Zero, _client, cancellationToken);
        SignIn(await server.ApiKeyAsync(cancellationToken));
        await PublishAsync(server.Url, witness.Url, cancellationToken);

        await using var amqp = options.Amqp is null ? null : new TortureAmqpDoor(options.Amqp);
        await using var traps = options.Traps ? new TortureTrapDoor(server.Snmp) : null;
        var load = new TortureLoad(options, server.Url, _client, amqp, traps);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var callers = load.RunAsync(stop.Token);
        for (var kill = 1; kill <= options.Kills; kill++)
        {
            if (options.Disturb is not null && kill % 5 == 1)
                await DisturbAsync(options.Disturb, cancellationToken);
            await KillAsync(server, kill, cancellationToken);
        }

        // The last one is lived through: what it interrupts must go on without a restart.
        if (options.Disturb is not null)
            await DisturbAsync(options.Disturb, cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        await stop.CancelAsync();
        await callers;
        var checks = await RestAsync(server.Url, witness, load, cancellationToken);
        await server.KillAsync();
        return await TortureDatabaseCheck.AddAsync(checks, options, cancellationToken);
    }

    private async Task<TortureChecks> LoadRunningAsync(TortureWitness witness, CancellationToken cancellationToken)
    {
        SignIn(options.ApiKey ?? throw new StartupException("Give the key of an administrator with --api-key.") { ExitCode = ExitCode.Usage });
        await PublishAsync(options.Url!, witness.Url, cancellationToken);
        await using var amqp = options.Amqp is null ? null : new TortureAmqpDoor(options.Amqp);
        var load = new TortureLoad(options, options.Url!, _client, amqp, null);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(TimeSpan.FromSeconds(options.Seconds));
        await load.RunAsync(stop.Token);
        return await RestAsync(options.Url!, witness, load, cancellationToken);
    }

    private async Task DisturbAsync(string command, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(_random.NextDouble() * options.Seconds), cancellationToken);
        using var process = Process.Start("/bin/sh", ["-c", command]);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
            throw new StartupException($"The command '{command}' ended with code {process.ExitCode}.");
        _disturbances++;
    }

    private async Task KillAsync(TortureServer server, int kill, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(_random.NextDouble() * options.Seconds), cancellationToken);
        await server.KillAsync();
        _kills++;

        // The last start has the latest clock, so that no timer waits for a time that was already.
        var offset = kill == options.Kills ? options.ClockJump : _random.Next(-options.ClockJump, options.ClockJump + 1);
        await server.StartAsync(TimeSpan.FromSeconds(offset), _client, cancellationToken);
        if (kill % 10 == 0)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kill} kills, last start {server.StartTime.TotalSeconds:0.0} s"));
    }

    private async Task PublishAsync(Uri url, Uri witness, CancellationToken cancellationToken)
    {
        foreach (var definition in TortureDefinitions.For(options, witness))
        {
            using var content = new StringContent(definition, Encoding.UTF8, "application/json");
            using var answer = await _client.PostAsync(new Uri(url, "/api/v1/definitions?publish=true"), content, cancellationToken);
            if (!answer.IsSuccessStatusCode)
                throw new StartupException($"The definition could not be published: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }

    private void SignIn(string apiKey) => _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", apiKey);

    /// <summary>Waits until every acknowledged operation has all its effects and no instance is at work, or until nothing has moved for two minutes.</summary>
    private async Task<TortureChecks> RestAsync(Uri url, TortureWitness witness, TortureLoad load, CancellationToken cancellationToken)
    {
        var (last, since) = (-1L, Stopwatch.GetTimestamp());
        var running = 0;
        while (Stopwatch.GetElapsedTime(since) < s_rest)
        {
            running = await CountAsync(url, "status=Running", cancellationToken);
            if (running == 0 && Lost(witness, load) == 0)
                break;
            if (witness.Requests != last)
                (last, since) = (witness.Requests, Stopwatch.GetTimestamp());
            await Task.Delay(200, cancellationToken);
        }

        var failed = await CountAsync(url, "subStatus=Faulted", cancellationToken) + await CountAsync(url, "subStatus=Cancelled", cancellationToken);
        var doubled = witness.Operations.Sum(operation => Enumerable.Range(1, TortureDefinitions.Steps).Sum(step => Math.Max(0, witness.Effects(operation, step) - 1)));
        return new TortureChecks
        {
            Kills = _kills,
            Disturbances = _disturbances,
            Operations = load.Acknowledged.Count,
            Requests = witness.Requests,
            Lost = Lost(witness, load),
            Doubled = doubled,
            Stuck = running + failed,
        };
    }

    private static int Lost(TortureWitness witness, TortureLoad load) =>
        load.Acknowledged.Sum(operation => Enumerable.Range(1, TortureDefinitions.Steps).Count(step => witness.Effects(operation, step) == 0));

    private async Task<int> CountAsync(Uri url, string filter, CancellationToken cancellationToken)
    {
        var total = 0;
        foreach (var definition in new[] { TortureDefinitions.Http, TortureDefinitions.Amqp, TortureDefinitions.Traps })
        {
            using var answer = await _client.GetAsync(new Uri(url, $"/api/v1/instances?definitionId={definition}&{filter}&pageSize=1"), cancellationToken);
            answer.EnsureSuccessStatusCode();
            total += JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))!["totalCount"]!.GetValue<int>();
        }

        return total;
    }
}
