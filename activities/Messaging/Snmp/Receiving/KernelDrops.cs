using System.Globalization;

namespace Orchestrator.Activities.Messaging.Snmp.Receiving;

/// <summary>Reads how many datagrams the kernel has dropped at a socket: last column of <c>/proc/net/udp</c> and <c>/proc/net/udp6</c>, found by the socket's inode.</summary>
internal static class KernelDrops
{
    private const int InodeColumn = 9;
    private const int DropsColumn = 12;

    /// <summary>Inode of a socket of this process; null where <c>/proc</c> does not tell.</summary>
    public static string? InodeOf(nint handle)
    {
        var target = new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{handle}")).LinkTarget;
        return target is not null && target.StartsWith("socket:[", StringComparison.Ordinal) ? target[8..^1] : null;
    }

    /// <summary>Drops of the socket with this inode; 0 when it is not listed.</summary>
    public static long Read(string inode)
    {
        foreach (var table in (ReadOnlySpan<string>)["/proc/net/udp", "/proc/net/udp6"])
        {
            if (File.Exists(table) && Find(File.ReadLines(table), inode) is { } drops)
                return drops;
        }

        return 0;
    }

    /// <summary>Drops in the table's row of the inode; null when it has none.</summary>
    public static long? Find(IEnumerable<string> table, string inode)
    {
        foreach (var line in table)
        {
            var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (columns.Length > DropsColumn && columns[InodeColumn] == inode
                && long.TryParse(columns[DropsColumn], NumberStyles.None, CultureInfo.InvariantCulture, out var drops))
                return drops;
        }

        return null;
    }
}
