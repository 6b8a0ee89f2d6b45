using CsCheck;
using Orchestrator.Activities.Messaging.Amqp.Queues;

namespace Orchestrator.Tests.Messaging.Amqp;

public sealed class AckWindowTests
{
    [Fact]
    public void The_highest_tag_without_a_gap_acknowledges_all_below()
    {
        var window = new AckWindow(patience: 100);

        foreach (var tag in new ulong[] { 2, 3, 1, 5 })
            window.Done(tag);

        Assert.Equal(3ul, window.Take().UpTo);
        Assert.Equal(0ul, window.Take().UpTo);
        window.Done(4);
        Assert.Equal(5ul, window.Take().UpTo);
    }

    [Fact]
    public void In_whatever_order_messages_end_the_broker_is_told_of_each_once_and_never_too_early() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 10], Gen.Int[0, 1_000_000]).Sample(drawn =>
        {
            var (count, patience, seed) = drawn;
            var window = new AckWindow(patience);
            var order = Enumerable.Range(1, count).Select(tag => (ulong)tag).OrderBy(tag => (tag * 2_654_435_761 + (ulong)seed) % 97).ToList();
            var total = 0;
            var (handled, open) = (new HashSet<ulong>(), Enumerable.Range(1, count).Select(tag => (ulong)tag).ToHashSet());
            foreach (var tag in order)
            {
                window.Done(tag);
                handled.Add(tag);
                if ((tag + (ulong)seed) % 3 != 0 && handled.Count < count)
                    continue;
                var (upTo, alone, taken) = window.Take();
                total += taken;

                // The broker ends the channel for a tag that it does not know any more (precondition-failed).
                if (upTo > 0)
                    Assert.Contains(upTo, open);
                Assert.All(open.Where(other => other <= upTo), other => Assert.Contains(other, handled));
                open.RemoveWhere(other => other <= upTo);
                Assert.All(alone, other => Assert.True(handled.Contains(other) && open.Remove(other)));
            }

            Assert.Empty(open);
            Assert.Equal(count, total);
        });
}
