namespace Orchestrator.Activities.Messaging.Snmp.Security;

/// <summary>How a version 3 message is encrypted.</summary>
public enum SnmpPrivProtocol
{
    None,

    /// <summary>CBC-DES (RFC 3414 8). Broken as a cipher; for old devices only.</summary>
    Des,

    /// <summary>CFB128-AES-128 (RFC 3826).</summary>
    Aes128,

    /// <summary>CFB128-AES-192 (draft-blumenthal-aes-usm-04).</summary>
    Aes192,

    /// <summary>CFB128-AES-256 (draft-blumenthal-aes-usm-04).</summary>
    Aes256,
}
