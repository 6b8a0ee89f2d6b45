using FluentMigrator;

namespace Orchestrator.Persistence.Migrations;

/// <summary>
/// Every index costs each commit. What finishes normally is by far the most, so the index by sub-status leaves it out (a list of finished ones reads the index by
/// creation), and one index by status and time of the last change serves the orders by last execution and by finish.
/// An event for one instance finds its bookmark although thousands wait for the same event.
/// </summary>
[Migration(2026112501, "Slim the indices of instances")]
public sealed class SlimInstanceIndices : ForwardOnlyMigration
{
    public override void Up()
    {
        Execute.Sql("DROP INDEX IF EXISTS ix_instances_updated");
        Execute.Sql("DROP INDEX IF EXISTS ix_instances_finished");
        Execute.Sql("DROP INDEX IF EXISTS ix_instances_sub_status");
        Execute.Sql("CREATE INDEX IF NOT EXISTS ix_instances_changed ON instances (status, updated_at, id)");
        Execute.Sql("CREATE INDEX IF NOT EXISTS ix_instances_sub_status ON instances (sub_status, created_at, id) WHERE sub_status <> 3");
        Execute.Sql("DROP INDEX IF EXISTS ix_instances_correlation");
        Execute.Sql("CREATE INDEX IF NOT EXISTS ix_instances_running ON instances (created_at, id) WHERE status = 0");
        IfDatabase(DatabaseTypes.Sqlite).Execute.Sql("CREATE INDEX IF NOT EXISTS ix_instances_name ON instances (LOWER(name), id) WHERE name IS NOT NULL");
        IfDatabase(DatabaseTypes.Sqlite).Execute.Sql("CREATE INDEX IF NOT EXISTS ix_instances_correlation ON instances (correlation_id, created_at) WHERE correlation_id IS NOT NULL");
        IfDatabase(DatabaseTypes.Postgres).Execute.Sql("ALTER TABLE instances ALTER COLUMN correlation_id TYPE text COLLATE \"C\"");
        IfDatabase(DatabaseTypes.Postgres).Execute.Sql("CREATE INDEX IF NOT EXISTS ix_instances_name ON instances ((LOWER(name) COLLATE \"C\"), id) WHERE name IS NOT NULL");
        IfDatabase(DatabaseTypes.Postgres).Execute.Sql("CREATE INDEX IF NOT EXISTS ix_instances_correlation ON instances (correlation_id, created_at) WHERE correlation_id IS NOT NULL");
        Execute.Sql("CREATE INDEX IF NOT EXISTS ix_instances_parent ON instances (parent_instance_id) WHERE parent_instance_id IS NOT NULL");
        Execute.Sql("DROP INDEX IF EXISTS ix_bookmarks_hash");
        Execute.Sql("CREATE INDEX IF NOT EXISTS ix_bookmarks_hash ON bookmarks (hash, instance_id)");
        Execute.Sql("CREATE INDEX IF NOT EXISTS ix_effects_unresolved ON effects (intent_at, key) WHERE receipt_at IS NULL");
    }
}
