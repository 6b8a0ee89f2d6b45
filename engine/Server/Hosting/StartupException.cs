namespace Orchestrator.Server.Hosting;

/// <summary>A reason not to start, as one clear sentence for the person at the keyboard.</summary>
public sealed class StartupException : Exception
{
    public StartupException()
    {
    }

    public StartupException(string message) : base(message)
    {
    }

    public StartupException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>See <see cref="Hosting.ExitCode"/>.</summary>
    public int ExitCode { get; init; } = Hosting.ExitCode.CannotStart;
}
