using FluentMigrator;

namespace Orchestrator.Persistence.Migrations;

/// <summary>Schedules and documents.</summary>
[Migration(2026112301, "Create the tables of schedules and documents")]
public sealed class CreateSupportTables : ForwardOnlyMigration
{
    public override void Up()
    {
        Create.Table("schedules")
            .WithColumn("id").AsText().NotNullable().PrimaryKey()
            .WithColumn("definition_id").AsText().NotNullable()
            .WithColumn("activity_id").AsText().NotNullable()
            .WithColumn("tenant").AsText().NotNullable()
            .WithColumn("kind").AsText().NotNullable()
            .WithColumn("expression").AsText().NotNullable()
            .WithColumn("next_fire_at").AsMicroseconds().Nullable();
        Execute.Sql("CREATE INDEX ix_schedules_definition ON schedules (definition_id)");

        Create.Table("documents")
            .WithColumn("collection").AsText().NotNullable().PrimaryKey()
            .WithColumn("tenant").AsText().NotNullable().PrimaryKey()
            .WithColumn("id").AsText().NotNullable().PrimaryKey()
            .WithColumn("revision").AsInt64().NotNullable()
            .WithColumn("updated_at").AsMicroseconds().NotNullable()
            .WithColumn("json").AsText().NotNullable();

        foreach (var (table, column) in new[] { ("schedules", "id"), ("documents", "collection"), ("documents", "tenant"), ("documents", "id") })
            IfDatabase(DatabaseTypes.Postgres).Execute.Sql($"ALTER TABLE {table} ALTER COLUMN {column} TYPE text COLLATE \"C\"");
    }
}
