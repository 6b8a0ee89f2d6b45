namespace Orchestrator.Server.Hosting;

internal static class HostLogging
{
    public static void AddHostLogging(this ILoggingBuilder logging, ServerOptions options, StartupLogGate gate)
    {
        logging.ClearProviders();
        if (options.JsonLogs)
        {
            logging.AddJsonConsole(format =>
            {
                format.UseUtcTimestamp = true;
                format.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
                format.IncludeScopes = true;
            });
        }
        else
        {
            logging.AddSimpleConsole(format =>
            {
                format.SingleLine = true;
                format.UseUtcTimestamp = true;
                format.TimestampFormat = "HH:mm:ss.fff ";
            });
        }

        logging.SetMinimumLevel(options.LogLevel);
        // Requests of HttpClient and Kestrel would put addresses with query strings into the log.
        logging.AddFilter("Microsoft", Max(options.LogLevel, LogLevel.Warning));
        logging.AddFilter("FluentMigrator", Max(options.LogLevel, LogLevel.Warning));
        logging.AddFilter("System.Net.Http.HttpClient", Max(options.LogLevel, LogLevel.Warning));
        logging.AddFilter((category, level) => level >= options.LogLevel && gate.Lets(category));
    }

    private static LogLevel Max(LogLevel one, LogLevel other) => one > other ? one : other;
}
