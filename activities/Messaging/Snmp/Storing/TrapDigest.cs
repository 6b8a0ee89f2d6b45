using System.Net;
using System.Security.Cryptography;
using Orchestrator.Activities.Messaging.Snmp.Codec;

namespace Orchestrator.Activities.Messaging.Snmp.Storing;

/// <summary>
/// What makes a re-sent trap the same: the same bytes from the same address. They hold the request id, the agent's uptime, the trap OID and all variables (the alert's
/// id among them), and a sender that repeats an inform, or a network that doubles a datagram, changes none of them, while two events differ in request id or uptime.
/// The sender's port is left out: a restarted tool may repeat from another. Because a restarted agent may one day send the same bytes anew (a v1 coldStart has uptime
/// 0 and nothing else that varies), sameness counts only within <see cref="SnmpTrapOptions.DuplicateWindow"/>.
/// </summary>
internal static class TrapDigest
{
    public static string Of(IPAddress source, ReadOnlySpan<byte> datagram)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(source.GetAddressBytes());
        if (SnmpMessage.PeekVersion(datagram) == (long)SnmpVersion.V3 && SnmpMessage.TryReadStored(datagram, out var message) == SnmpRefusal.None)
        {
            // A repeated inform has a message id and a time of its own (RFC 3412 6.2); what it says, and its request id, are the same.
            hash.AppendData(message.User);
            hash.AppendData(message.EngineId);
            hash.AppendData(message.ScopedPdu);
        }
        else
        {
            hash.AppendData(datagram);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
