using System.Net;
using Orchestrator.Activities.Messaging.Snmp.Receiving;
using Orchestrator.Activities.Messaging.Snmp.Rules;
using Orchestrator.Activities.Messaging.Snmp.Spooling;

namespace Orchestrator.Tests.Messaging.Snmp;

public sealed class TrapSpoolTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("orchestrator-spool-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private TrapSpool Open(long maxBytes = 1_000_000_000) => new(_folder, maxBytes);

    private static ReceivedDatagram Datagram(int number, int size = 10, string source = "192.0.2.1") => new(
        [.. BitConverter.GetBytes(number), .. new byte[size]], size + 4, new IPEndPoint(IPAddress.Parse(source), 162), DateTimeOffset.UnixEpoch.AddSeconds(number), TrapPriority.High);

    private static List<int> Numbers(IEnumerable<SpooledTrap> traps) => [.. traps.Select(trap => BitConverter.ToInt32(trap.Datagram))];

    [Fact]
    public void What_is_appended_is_read_in_order_with_all_that_belongs_to_it()
    {
        using var spool = Open();

        spool.Append([Datagram(1), Datagram(2, 70_000 - 5_000, "2001:db8::1")]);
        spool.Append([Datagram(3)]);
        var traps = spool.Read(10);

        Assert.Equal([1, 2, 3], Numbers(traps));
        Assert.Equal(65_004, traps[1].Datagram.Length);
        Assert.Equal(new IPEndPoint(IPAddress.Parse("2001:db8::1"), 162), traps[1].Source);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(3), traps[2].ReceivedAt);
        Assert.Equal(TrapPriority.High, traps[0].Priority);
        Assert.Equal(3, traps.Select(trap => trap.Id).Distinct().Count());
        Assert.All(traps, trap => Assert.Matches("^[0-9a-f]{24}$", trap.Id));
        Assert.Empty(spool.Read(10));
    }

    [Fact]
    public void What_was_not_settled_is_read_again_after_a_crash_under_the_same_id()
    {
        List<string> ids;
        using (var spool = Open())
        {
            spool.Append([Datagram(1), Datagram(2), Datagram(3)]);
            spool.Read(1);
            spool.Settle(spool.Position);
            ids = [.. spool.Read(10).Select(trap => trap.Id)];
        }

        using var restarted = Open();
        restarted.Append([Datagram(4)]);
        var traps = restarted.Read(10);

        Assert.Equal([2, 3, 4], Numbers(traps));
        Assert.Equal(ids, traps.Take(2).Select(trap => trap.Id));
        Assert.Equal([true, true, false], traps.Select(trap => trap.IsRecovered));
        restarted.Settle(restarted.Position);
        Assert.Equal(0, restarted.Backlog);
        using var third = Open();
        Assert.Empty(third.Read(10));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(30)]
    public void A_record_whose_writing_was_cut_off_is_passed_over_and_the_rest_is_whole(int missing)
    {
        using (var spool = Open())
            spool.Append([Datagram(1), Datagram(2)]);
        var file = Assert.Single(Directory.GetFiles(_folder, "*.spool", SearchOption.AllDirectories));
        using (var stream = new FileStream(file, FileMode.Open))
            stream.SetLength(stream.Length - missing);

        using var restarted = Open();
        restarted.Append([Datagram(3)]);

        Assert.Equal([1, 3], Numbers(restarted.Read(10)));
    }

    [Fact]
    public void A_damaged_record_ends_its_segment_and_not_the_spool()
    {
        using (var spool = Open())
            spool.Append([Datagram(1), Datagram(2)]);
        var file = Assert.Single(Directory.GetFiles(_folder, "*.spool", SearchOption.AllDirectories));
        var bytes = File.ReadAllBytes(file);
        bytes[^1] ^= 1;
        File.WriteAllBytes(file, bytes);

        using var restarted = Open();
        restarted.Append([Datagram(3)]);

        Assert.Equal([1, 3], Numbers(restarted.Read(10)));
    }

    [Fact]
    public void Settled_segments_are_deleted_and_the_full_spool_sheds_by_priority()
    {
        using var spool = Open(maxBytes: 40_000_000);
        for (var number = 0; number < 400; number++)
            spool.Append([Datagram(number, 60_000)]);

        Assert.False(spool.HasRoom(TrapPriority.Low));
        Assert.True(spool.HasRoom(TrapPriority.Normal));
        Assert.Equal(2, Directory.GetFiles(_folder, "*.spool", SearchOption.AllDirectories).Length);

        var read = new List<int>();
        while (spool.Read(64) is { Count: > 0 } traps)
        {
            read.AddRange(Numbers(traps));
            spool.Settle(spool.Position);
        }

        Assert.Equal(Enumerable.Range(0, 400), read);
        Assert.True(spool.HasRoom(TrapPriority.Low));
        Assert.Single(Directory.GetFiles(_folder, "*.spool", SearchOption.AllDirectories));
    }
}
