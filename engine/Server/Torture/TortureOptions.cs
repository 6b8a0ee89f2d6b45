namespace Orchestrator.Server.Torture;

/// <summary>What <c>orchestrator torture</c> was told.</summary>
internal sealed record TortureOptions
{
    /// <summary>Data folder of the server that is started and killed; null: an installation that runs already.</summary>
    public string? Data { get; init; }

    /// <summary>Address of an installation that runs already; it is loaded and checked, not killed.</summary>
    public Uri? Url { get; init; }

    public string? ApiKey { get; init; }

    public string? Db { get; init; }

    public Uri? Amqp { get; init; }

    /// <summary>Also sends SNMP informs.</summary>
    public bool Traps { get; init; }

    /// <summary>Kills with signal 9.</summary>
    public int Kills { get; init; } = 20;

    /// <summary>Longest time, in seconds, that a server lives before it is killed, or that a running installation is loaded.</summary>
    public double Seconds { get; init; } = 3;

    public int Callers { get; init; } = 8;

    public int Seed { get; init; } = 1;

    /// <summary>Shell command that disturbs something else, such as a restart of the database; run at every fifth kill.</summary>
    public string? Disturb { get; init; }

    /// <summary>The server's clock is moved at each start, by up to this many seconds.</summary>
    public int ClockJump { get; init; }

    /// <summary>File that the table is appended to.</summary>
    public string? Report { get; init; }
}
