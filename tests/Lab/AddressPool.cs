using System.Buffers.Binary;
using System.Net;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab;

/// <summary>The static address pool of an organisation network.</summary>
internal static class AddressPool
{
    /// <summary>The lowest free address, or null when the pool is used up.</summary>
    public static string? Take(VcdState vcd, NetworkState network)
    {
        var used = vcd.VApps.Where(a => a.NetworkIds.Contains(network.Id))
            .SelectMany(a => vcd.VmsOf(a.Id))
            .SelectMany(v => v.Connections)
            .Where(c => c.Network == network.Name && c.IpAddress is not null)
            .Select(c => c.IpAddress)
            .ToHashSet(StringComparer.Ordinal);
        for (var address = ToNumber(network.PoolStart); address <= ToNumber(network.PoolEnd); address++)
        {
            var text = ToText(address);
            if (!used.Contains(text))
                return text;
        }

        return null;
    }

    private static uint ToNumber(string address) => BinaryPrimitives.ReadUInt32BigEndian(IPAddress.Parse(address).GetAddressBytes());

    private static string ToText(uint address)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, address);
        return new IPAddress(bytes).ToString();
    }
}
