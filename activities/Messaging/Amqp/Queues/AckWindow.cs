namespace Orchestrator.Activities.Messaging.Amqp.Queues;

/// <summary>
/// Which delivered messages of a channel may be acknowledged. Delivery tags count from 1 without gaps (AMQP 0-9-1, basic.deliver), so the highest tag up to which all are
/// done acknowledges all below it. Behind one that takes long, the others are acknowledged one by one once there are many.
/// </summary>
internal sealed class AckWindow(int patience)
{
    private readonly Lock _gate = new();
    private readonly HashSet<ulong> _done = [];
    private readonly HashSet<ulong> _alone = [];
    private ulong _settled;

    /// <summary>The message with this tag is handled, and that is durable.</summary>
    public void Done(ulong tag)
    {
        lock (_gate)
            _done.Add(tag);
    }

    /// <summary>What to acknowledge now, and how many messages that are. <c>UpTo</c> is 0 when there is nothing to acknowledge together.</summary>
    public (ulong UpTo, IReadOnlyList<ulong> Alone, int Count) Take()
    {
        lock (_gate)
        {
            ulong upTo = 0;
            var count = 0;
            while (true)
            {
                if (_done.Remove(_settled + 1))
                    (upTo, count) = (_settled + 1, count + 1);
                else if (!_alone.Remove(_settled + 1))
                    break;
                _settled++;
            }

            if (_done.Count < patience)
                return (upTo, [], count);
            ulong[] alone = [.. _done];
            _alone.UnionWith(alone);
            _done.Clear();
            return (upTo, alone, count + alone.Length);
        }
    }
}
