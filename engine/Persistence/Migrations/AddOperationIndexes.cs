using FluentMigrator;

namespace Orchestrator.Persistence.Migrations;

/// <summary>Finds children, what excludes a start, and what retention may delete, without scanning.</summary>
[Migration(2026112530, "Index parents, running and finished instances")]
public sealed class AddOperationIndexes : ForwardOnlyMigration
{
    public override void Up()
    {
        Execute.Sql("CREATE INDEX ix_instances_parent ON instances (parent_instance_id) WHERE parent_instance_id IS NOT NULL");
        Execute.Sql("CREATE INDEX ix_instances_running ON instances (definition_id, tenant) WHERE finished_at IS NULL");
        Execute.Sql("CREATE INDEX ix_instances_expiry ON instances (definition_id, finished_at, id) WHERE finished_at IS NOT NULL");
    }
}
