using System.Globalization;

namespace Orchestrator.Activities.Messaging.Snmp.Sending;

/// <summary>Names of error-status values (RFC 3416 section 3).</summary>
public static class SnmpErrorStatus
{
    private static readonly string[] Names =
    [
        "noError", "tooBig", "noSuchName", "badValue", "readOnly", "genErr", "noAccess", "wrongType", "wrongLength", "wrongEncoding", "wrongValue", "noCreation",
        "inconsistentValue", "resourceUnavailable", "commitFailed", "undoFailed", "authorizationError", "notWritable", "inconsistentName",
    ];

    /// <summary>Such as <c>notWritable</c>; the number as text when it is none of the RFC's.</summary>
    public static string NameOf(int status) => status >= 0 && status < Names.Length ? Names[status] : status.ToString(CultureInfo.InvariantCulture);
}
