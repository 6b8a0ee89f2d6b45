namespace Orchestrator.Server.Auth;

/// <summary>Names of the authentication scheme, of what proved the identity, and of the policies.</summary>
internal static class AuthScheme
{
    public const string Name = "orchestrator";

    public const string ByApiKey = "apikey";

    public const string ByToken = "bearer";

    public const string ByCookie = "cookie";

    /// <summary>Policy: administrators only.</summary>
    public const string Administrators = "administrators";
}
