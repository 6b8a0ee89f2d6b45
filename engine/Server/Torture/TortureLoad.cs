using System.Collections.Concurrent;
using System.Globalization;

namespace Orchestrator.Server.Torture;

/// <summary>Callers that each start one operation after the other and insist until it is acknowledged.</summary>
internal sealed class TortureLoad(TortureOptions options, Uri url, HttpClient client, ITortureDoor? amqp, ITortureDoor? traps)
{
    private readonly ConcurrentDictionary<string, bool> _acknowledged = new(StringComparer.Ordinal);
    private int _number;

    /// <summary>Operations whose start was acknowledged: none of them may be lost.</summary>
    public ICollection<string> Acknowledged => _acknowledged.Keys;

    public Task RunAsync(CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, options.Callers).Select(caller => Task.Run(() => CallAsync(caller, stop), CancellationToken.None)));

    private async Task CallAsync(int caller, CancellationToken stop)
    {
        var random = new Random((options.Seed * 1000) + caller);
        while (!stop.IsCancellationRequested)
        {
            var operation = string.Create(CultureInfo.InvariantCulture, $"s{options.Seed}-{Interlocked.Increment(ref _number)}");
            ITortureDoor? door = random.Next(4) switch { 0 => amqp, 1 => traps, _ => null };
            await InsistAsync(operation, door, stop);
            await PauseAsync(random.Next(10), stop);
        }
    }

    private async Task InsistAsync(string operation, ITortureDoor? door, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (door is null ? await PostAsync(operation, stop) : await door.SendAsync(operation, stop))
            {
                _acknowledged[operation] = true;
                return;
            }

            await PauseAsync(50, stop);
        }
    }

    private async Task<bool> PostAsync(string operation, CancellationToken stop)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(url, $"/api/v1/definitions/{TortureDefinitions.Http}/dispatch"))
            {
                Content = JsonContent.Create(new { input = new { op = operation }, correlationId = operation }),
            };
            request.Headers.Add("Idempotency-Key", operation);
            using var answer = await client.SendAsync(request, stop);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false; // Killed, or not up yet: the caller insists.
        }
    }

    private static async Task PauseAsync(int milliseconds, CancellationToken stop)
    {
        try
        {
            await Task.Delay(milliseconds, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }
}
