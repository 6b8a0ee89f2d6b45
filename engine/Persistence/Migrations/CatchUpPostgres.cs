using FluentMigrator;

namespace Orchestrator.Persistence.Migrations;

/// <summary>
/// What earlier migrations meant for PostgreSQL and were left out of: ids that are compared byte by byte whatever the language of the database and the indices that a
/// search in the list of instances needs.
/// </summary>
[Migration(2026112622, "Apply to PostgreSQL what earlier migrations left out")]
public sealed class CatchUpPostgres : ForwardOnlyMigration
{
    private static readonly (string Table, string Column)[] s_ids =
    [
        ("definitions", "id"), ("definitions", "definition_id"), ("instances", "id"), ("instances", "definition_id"), ("instances", "correlation_id"), ("instance_states", "instance_id"), ("bookmarks", "instance_id"),
        ("bookmarks", "id"), ("journal_chunks", "instance_id"), ("incidents", "id"), ("incidents", "instance_id"), ("effects", "key"), ("effects", "instance_id"), ("outbox", "id"),
        ("outbox", "instance_id"), ("idempotency_keys", "key"), ("idempotency_keys", "instance_id"), ("idempotent_requests", "key"), ("user_tasks", "id"),
        ("user_task_assignees", "task_id"), ("user_task_assignees", "name"), ("schedules", "id"), ("documents", "collection"), ("documents", "tenant"), ("documents", "id"),
    ];

    public override void Up()
    {
        foreach (var (table, column) in s_ids)
            IfDatabase(DatabaseTypes.Postgres).Execute.Sql($"""
                DO $do$ BEGIN
                    IF EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = '{table}' AND column_name = '{column}'
                        AND collation_name IS DISTINCT FROM 'C') THEN
                        ALTER TABLE {table} ALTER COLUMN {column} TYPE text COLLATE "C";
                    END IF;
                END $do$
                """);
        IfDatabase(DatabaseTypes.Postgres).Execute.Sql("CREATE INDEX IF NOT EXISTS ix_instances_name ON instances ((LOWER(name) COLLATE \"C\"), id) WHERE name IS NOT NULL");
        IfDatabase(DatabaseTypes.Postgres).Execute.Sql("CREATE INDEX IF NOT EXISTS ix_instances_correlation ON instances (correlation_id, created_at) WHERE correlation_id IS NOT NULL");
        IfDatabase(DatabaseTypes.Postgres).Execute.Sql("ANALYZE"); // What was known of the columns is gone with their old type.
    }
}
