using System.Collections.Concurrent;

namespace Orchestrator.Server.Torture;

/// <summary>The outside world: counts effects by idempotency key, as a system does that takes each key once.</summary>
internal sealed class TortureWitness : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(string Operation, int Step), ConcurrentDictionary<string, int>> _seen = [];
    private WebApplication? _app;

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>Requests, repeated ones too.</summary>
    public long Requests => _seen.Values.Sum(keys => keys.Values.Sum(count => (long)count));

    public IReadOnlyCollection<string> Operations => [.. _seen.Keys.Select(key => key.Operation).Distinct(StringComparer.Ordinal)];

    public static async Task<TortureWitness> StartAsync(int seed, CancellationToken cancellationToken)
    {
        var witness = new TortureWitness();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var delays = new Random(seed);
        app.MapPost("/effect/{operation}/{step:int}", async (string operation, int step, HttpRequest request) =>
        {
            var key = request.Headers["Idempotency-Key"].ToString();
            if (key.Length == 0)
                return Results.BadRequest("no Idempotency-Key");
            witness._seen.GetOrAdd((operation, step), _ => []).AddOrUpdate(key, 1, (_, count) => count + 1);
            int delay;
            lock (delays)
                delay = delays.Next(12);
            await Task.Delay(delay, request.HttpContext.RequestAborted); // A kill may come between the effect and its receipt.
            return Results.Ok(new { operation, step });
        });
        await app.StartAsync(cancellationToken);
        witness._app = app;
        witness.Url = new Uri(app.Urls.First());
        return witness;
    }

    /// <summary>Different keys that a step of an operation came with: 1 when it happened once.</summary>
    public int Effects(string operation, int step) => _seen.TryGetValue((operation, step), out var keys) ? keys.Count : 0;

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
    }
}
