using Orchestrator.Activities.Messaging.Snmp.Receiving;

namespace Orchestrator.Tests.Messaging.Snmp;

public sealed class KernelDropsTests
{
    private static readonly string[] Table =
    [
        "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops",
        " 3106: 0100007F:048A 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 51234 2 0000000000000000 0",
        "13106: 0100007F:04D2 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 98765 2 0000000000000000 1904",
    ];

    [Fact]
    public void Drops_are_found_by_inode()
    {
        Assert.Equal(1904, KernelDrops.Find(Table, "98765"));
        Assert.Equal(0, KernelDrops.Find(Table, "51234"));
        Assert.Null(KernelDrops.Find(Table, "4"));
    }
}
