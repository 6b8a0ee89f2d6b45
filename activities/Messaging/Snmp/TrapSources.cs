using System.Net;

namespace Orchestrator.Activities.Messaging.Snmp;

/// <summary>Addresses and networks of senders.</summary>
internal static class TrapSources
{
    /// <summary>An address (a network of one) or a network in CIDR form. Throws <see cref="FormatException"/>.</summary>
    public static IPNetwork Parse(string text)
    {
        var source = text.Trim();
        if (IPAddress.TryParse(source, out var address))
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return IPNetwork.TryParse(source, out var network)
            ? network
            : throw new FormatException($"'{text}' is no source; write an address like 192.0.2.10 or a network like 192.0.2.0/24.");
    }
}
