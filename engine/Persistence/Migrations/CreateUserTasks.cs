using FluentMigrator;

namespace Orchestrator.Persistence.Migrations;

/// <summary>Tasks of people with their assignees.</summary>
[Migration(2026112540, "Create the tables of user tasks")]
public sealed class CreateUserTasks : ForwardOnlyMigration
{
    public override void Up()
    {
        Create.Table("user_tasks")
            .WithColumn("id").AsText().NotNullable().PrimaryKey()
            .WithColumn("tenant").AsText().NotNullable()
            .WithColumn("instance_id").AsText().NotNullable()
            .WithColumn("state").AsInt32().NotNullable()
            .WithColumn("created_at").AsMicroseconds().NotNullable()
            .WithColumn("closed_at").AsMicroseconds().Nullable()
            .WithColumn("json").AsText().NotNullable();
        Execute.Sql("CREATE INDEX ix_user_tasks_state ON user_tasks (state, created_at)");
        Execute.Sql("CREATE INDEX ix_user_tasks_tenant ON user_tasks (tenant, state, created_at)");
        Execute.Sql("CREATE INDEX ix_user_tasks_instance ON user_tasks (instance_id)");

        Create.Table("user_task_assignees")
            .WithColumn("task_id").AsText().NotNullable().PrimaryKey()
            .WithColumn("kind").AsInt32().NotNullable().PrimaryKey()
            .WithColumn("name").AsText().NotNullable().PrimaryKey();
        Execute.Sql("CREATE INDEX ix_user_task_assignees_name ON user_task_assignees (kind, name)");

        foreach (var (table, column) in new[] { ("user_tasks", "id"), ("user_task_assignees", "task_id"), ("user_task_assignees", "name") })
            IfDatabase(DatabaseTypes.Postgres).Execute.Sql($"ALTER TABLE {table} ALTER COLUMN {column} TYPE text COLLATE \"C\"");
    }
}
