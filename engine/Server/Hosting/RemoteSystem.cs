namespace Orchestrator.Server.Hosting;

/// <summary>A system that the orchestrator signs in to.</summary>
/// <param name="Org">vCD only: the organisation that the user belongs to, <c>System</c> for the provider.</param>
public sealed record RemoteSystem(Uri Url, string User, string Password, string Org = "System")
{
    /// <summary>Without the password.</summary>
    public override string ToString() => $"{User} at {Url}";
}
