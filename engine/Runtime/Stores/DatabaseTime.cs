namespace Orchestrator.Runtime.Stores;

/// <summary>Times in the database: microseconds since 1970-01-01 UTC.</summary>
public static class DatabaseTime
{
    public static long ToDatabase(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / 10;

    public static DateTimeOffset FromDatabase(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * 10);
}
