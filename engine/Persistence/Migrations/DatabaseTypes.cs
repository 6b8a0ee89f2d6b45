namespace Orchestrator.Persistence.Migrations;

/// <summary>Names for <c>IfDatabase</c>. A name that FluentMigrator does not know is no error there: its statements are left out.</summary>
internal static class DatabaseTypes
{
    /// <summary>PostgreSQL of any version; <c>Postgres</c> means another generator.</summary>
    public const string Postgres = "PostgreSQL";

    public const string Sqlite = "SQLite";
}
