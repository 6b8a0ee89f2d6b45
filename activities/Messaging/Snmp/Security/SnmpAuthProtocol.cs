namespace Orchestrator.Activities.Messaging.Snmp.Security;

/// <summary>How a version 3 message is authenticated: RFC 3414 (MD5, SHA-1) and RFC 7860.</summary>
public enum SnmpAuthProtocol
{
    None,

    /// <summary>HMAC-MD5-96. Broken as a hash; for old devices only.</summary>
    Md5,

    /// <summary>HMAC-SHA-96.</summary>
    Sha1,

    /// <summary>usmHMAC128SHA224.</summary>
    Sha224,

    /// <summary>usmHMAC192SHA256.</summary>
    Sha256,

    /// <summary>usmHMAC256SHA384.</summary>
    Sha384,

    /// <summary>usmHMAC384SHA512.</summary>
    Sha512,
}
