namespace Orchestrator.Activities.Messaging.Snmp.Security;

/// <summary>DES of whole blocks of 8 bytes, each by itself. Not safe for concurrent use.</summary>
internal interface IDesBlocks : IDisposable
{
    void Encrypt(ReadOnlySpan<byte> input, Span<byte> output);

    void Decrypt(ReadOnlySpan<byte> input, Span<byte> output);
}
