using Microsoft.Extensions.Logging;

namespace Orchestrator.Persistence.Migrations;

internal sealed partial class DatabaseMigrator
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Applying {Count} migrations to the database, {First} to {Last}.")]
    private partial void Migrating(int count, long first, long last);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "The database schema is now at {Version}.")]
    private partial void Migrated(long version);

    [LoggerMessage(EventId = 3, Level = LogLevel.Debug, Message = "The database schema is up to date at {Version}.")]
    private partial void UpToDate(long version);
}
