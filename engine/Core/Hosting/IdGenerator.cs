using System.Security.Cryptography;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>Ids that sort by time: 48 bits of milliseconds, then 48 random bits, as 24 hex digits.</summary>
public sealed class IdGenerator(TimeProvider timeProvider) : IIdGenerator
{
    public string NewId()
    {
        Span<byte> bytes = stackalloc byte[12];
        var milliseconds = timeProvider.GetUtcNow().ToUnixTimeMilliseconds();
        for (var i = 5; i >= 0; i--, milliseconds >>= 8)
            bytes[i] = (byte)milliseconds;
        RandomNumberGenerator.Fill(bytes[6..]);
        return Convert.ToHexStringLower(bytes);
    }
}
