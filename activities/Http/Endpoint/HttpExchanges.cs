using System.Collections.Concurrent;

namespace Orchestrator.Activities.Http;

/// <summary>The exchanges in progress in this process. Safe for concurrent use.</summary>
public sealed class HttpExchanges
{
    private readonly ConcurrentDictionary<string, HttpExchange> _exchanges = new(StringComparer.Ordinal);

    /// <summary>Opens an exchange; dispose of it when the response has been sent or the client is gone.</summary>
    /// <param name="id">A new id.</param>
    /// <param name="downloadId">The download that the request names; null: none.</param>
    /// <param name="asksForPart">Whether the request asks for a part.</param>
    public HttpExchange Open(string id, string? downloadId = null, bool asksForPart = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        var exchange = new HttpExchange(this, id) { DownloadId = downloadId, AsksForPart = asksForPart };
        return _exchanges.TryAdd(id, exchange) ? exchange : throw new InvalidOperationException($"Exchange {id} is open already.");
    }

    public HttpExchange? Find(string id) => _exchanges.GetValueOrDefault(id);

    internal void Remove(HttpExchange exchange) => _exchanges.TryRemove(KeyValuePair.Create(exchange.Id, exchange));
}
