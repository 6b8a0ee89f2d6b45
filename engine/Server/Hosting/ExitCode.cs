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
}
