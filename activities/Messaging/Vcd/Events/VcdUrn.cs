namespace Orchestrator.Activities.Messaging.Vcd.Events;

/// <summary>Urns of vCD: <c>urn:vcloud:kind:uuid</c>.</summary>
internal static class VcdUrn
{
    private const int UuidLength = 36;

    /// <summary>The UUID at the end of a urn, or the text when it is a UUID; lower case. Empty when there is none.</summary>
    public static string IdOf(string text) => text.Length >= UuidLength && Guid.TryParse(text.AsSpan(text.Length - UuidLength), out var id) ? id.ToString() : "";
}
