using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Activities.Messaging.Mqtt;

namespace Orchestrator.Activities.Messaging.Vcd.Behaviors;

/// <summary>
/// Sends task updates, one at a time per task: the outbox may offer two in any order, and progress must not run backwards. What was sent is remembered in memory for an hour.
/// Safe for concurrent use.
/// </summary>
internal sealed class BehaviorReplies(IServiceProvider services, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan s_memory = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim[] _lanes = [.. Enumerable.Range(0, 32).Select(_ => new SemaphoreSlim(1, 1))];
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _said = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, DateTimeOffset At)> _order = new();

    /// <summary>Whether the task was told anything.</summary>
    public bool IsTold(string taskId)
    {
        lock (_gate)
            return _said.ContainsKey(taskId);
    }

    /// <summary>Done when the broker has taken it, or a later update makes it pointless. Throws <see cref="MqttUnavailableException"/> when the bus is away.</summary>
    public async ValueTask SendAsync(BehaviorReply reply, CancellationToken cancellationToken)
    {
        var lane = _lanes[(uint)reply.Task.TaskId.GetHashCode(StringComparison.Ordinal) % (uint)_lanes.Length];
        await lane.WaitAsync(cancellationToken);
        try
        {
            if (IsStale(reply))
                return;
            await services.GetRequiredService<VcdMqttBus>().PublishAsync(BehaviorReplyWriter.Write(reply), cancellationToken);
            Remember(reply);
        }
        finally
        {
            lane.Release();
        }
    }

    public void Dispose()
    {
        foreach (var lane in _lanes)
            lane.Dispose();
    }

    private bool IsStale(BehaviorReply reply)
    {
        lock (_gate)
            return !reply.IsFinal && _said.TryGetValue(reply.Task.TaskId, out var said) && said > reply.At;
    }

    private void Remember(BehaviorReply reply)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            while (_order.TryPeek(out var oldest) && now - oldest.At > s_memory)
            {
                _order.Dequeue();
                _said.Remove(oldest.Id);
            }

            if (!_said.ContainsKey(reply.Task.TaskId))
                _order.Enqueue((reply.Task.TaskId, now));
            _said[reply.Task.TaskId] = reply.IsFinal ? DateTimeOffset.MaxValue : reply.At;
        }
    }
}
