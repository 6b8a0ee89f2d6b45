using System.Threading.Channels;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Runtime.Outbox;

/// <summary>The handlers by kind, and the queues of the lanes that have workers of their own.</summary>
internal sealed class OutboxLanes
{
    private readonly Dictionary<string, IOutboxHandler> handlers;
    private readonly Dictionary<string, (Channel<OutboxRow> Queue, int Workers)> own = new(StringComparer.Ordinal);

    public OutboxLanes(IEnumerable<IOutboxHandler> all, int size)
    {
        handlers = all.ToDictionary(handler => handler.Kind, StringComparer.Ordinal);
        foreach (var handler in handlers.Values)
        {
            foreach (var (lane, workers) in handler.Lanes)
                own.Add($"{handler.Kind}:{lane}", (Channel.CreateBounded<OutboxRow>(size), workers));
        }
    }

    public IEnumerable<(Channel<OutboxRow> Queue, int Workers)> Own => own.Values;

    /// <summary>The queue of a kind that has workers of its own; null: it shares the common ones.</summary>
    public Channel<OutboxRow>? Of(string kind) => own.TryGetValue(kind, out var lane) ? lane.Queue : null;

    /// <summary>The handler of a kind, or of the part before the colon when that names a lane of it.</summary>
    public IOutboxHandler? HandlerOf(string kind) => handlers.GetValueOrDefault(kind) ?? handlers.GetValueOrDefault(kind.Split(':', 2)[0]);
}
