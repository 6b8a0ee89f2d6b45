namespace Orchestrator.Activities.Messaging.Vcd.Api;

/// <summary>
/// Who answers a request of vCD: the workflow, or the deadline with 202. A cell takes one answer only, so the other stays unsent. Lives in memory: after a restart the workflow
/// answers, and a cell that waits no longer throws the answer away. Safe for concurrent use.
/// </summary>
internal sealed class AnswerClaims(TimeProvider time)
{
    /// <summary>How long it is remembered that 202 was sent; a later answer goes out, and the cell drops it.</summary>
    private static readonly TimeSpan s_memory = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, bool> _workflowAnswers = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, DateTimeOffset At)> _order = new();

    /// <summary>False: 202 was sent already, and the workflow's answer must not be.</summary>
    public bool TryAnswer(string requestId) => Claim(requestId, workflow: true);

    /// <summary>False: the workflow has answered, and 202 must not be sent.</summary>
    public bool TryAccept(string requestId) => Claim(requestId, workflow: false);

    private bool Claim(string requestId, bool workflow)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            while (_order.TryPeek(out var oldest) && now - oldest.At > s_memory)
            {
                _order.Dequeue();
                _workflowAnswers.Remove(oldest.Id);
            }

            if (_workflowAnswers.TryGetValue(requestId, out var owner))
                return owner == workflow;
            _workflowAnswers.Add(requestId, workflow);
            _order.Enqueue((requestId, now));
            return true;
        }
    }
}
