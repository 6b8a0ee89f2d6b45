using Orchestrator.Activities.Messaging.Snmp.Processing;
using Orchestrator.Activities.Messaging.Snmp.Storing;

namespace Orchestrator.Tests.Messaging.Snmp;

public sealed class DuplicateWindowTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    private readonly DuplicateWindow _window = new(TimeSpan.FromMinutes(10), 3);

    private void Remember(string digest, string id, double minute) => _window.Remember(digest, new SeenTrap(id), Start.AddMinutes(minute));

    private string? Find(string digest, double minute) => _window.Find(digest, Start.AddMinutes(minute))?.Id;

    [Fact]
    public void A_digest_is_known_until_the_window_ends()
    {
        Remember("d", "one", 0);

        Assert.Equal("one", Find("d", 9.9));
        Assert.Null(Find("d", 10));
        Assert.Null(Find("e", 1));
    }

    [Fact]
    public void A_digest_that_comes_again_after_the_window_is_known_by_its_new_trap()
    {
        Remember("d", "one", 0);
        Remember("d", "two", 11);
        Remember("e", "three", 12);

        Assert.Equal("two", Find("d", 20));
        Assert.Null(Find("d", 21));
    }

    [Fact]
    public void The_oldest_are_forgotten_when_there_are_too_many()
    {
        foreach (var number in Enumerable.Range(0, 4))
            Remember($"d{number}", $"t{number}", number * 0.1);

        Assert.Null(Find("d0", 1));
        Assert.Equal("t1", Find("d1", 1));
        Assert.Equal("t3", Find("d3", 1));
    }

    [Fact]
    public void Only_the_trap_itself_settles_what_is_remembered_of_it()
    {
        Remember("d", "one", 0);

        _window.Settle("d", "two");
        Assert.False(_window.Find("d", Start)!.IsSettled);

        _window.Settle("d", "one");
        Assert.True(_window.Find("d", Start)!.IsSettled);
    }
}
