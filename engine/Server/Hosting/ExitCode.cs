namespace Orchestrator.Server.Hosting;

/// <summary>Exit codes of the command.</summary>
internal static class ExitCode
{
    /// <summary>Stopped in order.</summary>
    public const int Ok = 0;

    /// <summary>A bug.</summary>
    public const int Unexpected = 1;

    /// <summary>A flag or an environment variable is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The surroundings do not allow a start: port in use, folder not writable, database unreachable.</summary>
    public const int CannotStart = 3;

    /// <summary>The server or the broker that the command talks to cannot be reached.</summary>
    public const int Unreachable = 4;

    /// <summary>The server has refused the request: not found, not valid, not possible now; the message says why.</summary>
    public const int Refused = 5;

    /// <summary>The workflow that was run has failed, was cancelled or has incidents.</summary>
    public const int Faulted = 6;
}
