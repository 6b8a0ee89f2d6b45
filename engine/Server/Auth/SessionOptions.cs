namespace Orchestrator.Server.Auth;

/// <summary>Sessions of people.</summary>
public sealed class SessionOptions
{
    /// <summary>How long a session lasts. Default 12 hours.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How often expired sessions are deleted. Default 1 hour.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromHours(1);
}
