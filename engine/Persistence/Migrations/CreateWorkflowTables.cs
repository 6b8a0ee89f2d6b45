using FluentMigrator;

namespace Orchestrator.Persistence.Migrations;

/// <summary>Instances and all that is committed with them.</summary>
[Migration(2026112300, "Create the tables of definitions and instances")]
public sealed class CreateWorkflowTables : ForwardOnlyMigration
{
    public override void Up()
    {
        Definitions();
        Instances();
        Bookmarks();
        Journal();
        Incidents();
        Effects();
        Outbox();

        // Ids are compared byte by byte, as on SQLite, whatever the language of the database.
        foreach (var (table, column) in new[]
        {
            ("definitions", "id"), ("definitions", "definition_id"), ("instances", "id"), ("instances", "definition_id"), ("instance_states", "instance_id"),
            ("bookmarks", "instance_id"), ("bookmarks", "id"), ("journal", "instance_id"), ("incidents", "id"), ("incidents", "instance_id"),
            ("effects", "key"), ("effects", "instance_id"), ("outbox", "id"), ("outbox", "instance_id"), ("idempotency_keys", "key"), ("idempotency_keys", "instance_id"),
        })
            IfDatabase(DatabaseTypes.Postgres).Execute.Sql($"ALTER TABLE {table} ALTER COLUMN {column} TYPE text COLLATE \"C\"");
    }

    private void Definitions()
    {
        Create.Table("definitions")
            .WithColumn("id").AsText().NotNullable().PrimaryKey()
            .WithColumn("definition_id").AsText().NotNullable()
            .WithColumn("version").AsInt32().NotNullable()
            .WithColumn("name").AsText().NotNullable()
            .WithColumn("description").AsText().Nullable()
            .WithColumn("tenant").AsText().NotNullable()
            .WithColumn("is_latest").AsFlag().NotNullable()
            .WithColumn("is_published").AsFlag().NotNullable()
            .WithColumn("is_readonly").AsFlag().NotNullable()
            .WithColumn("created_at").AsMicroseconds().NotNullable()
            .WithColumn("json").AsText().NotNullable();
        Execute.Sql("CREATE UNIQUE INDEX ux_definitions_version ON definitions (definition_id, version)");
    }

    private void Instances()
    {
        Create.Table("instances")
            .WithColumn("id").AsText().NotNullable().PrimaryKey()
            .WithColumn("tenant").AsText().NotNullable()
            .WithColumn("definition_id").AsText().NotNullable()
            .WithColumn("definition_version_id").AsText().NotNullable()
            .WithColumn("version").AsInt32().NotNullable()
            .WithColumn("definition_name").AsText().Nullable()
            .WithColumn("status").AsInt32().NotNullable()
            .WithColumn("sub_status").AsInt32().NotNullable()
            .WithColumn("correlation_id").AsText().Nullable()
            .WithColumn("name").AsText().Nullable()
            .WithColumn("parent_instance_id").AsText().Nullable()
            .WithColumn("incident_count").AsInt32().NotNullable()
            .WithColumn("created_at").AsMicroseconds().NotNullable()
            .WithColumn("updated_at").AsMicroseconds().NotNullable()
            .WithColumn("finished_at").AsMicroseconds().Nullable()
            .WithColumn("revision").AsInt64().NotNullable();
        Create.Table("instance_states")
            .WithColumn("instance_id").AsText().NotNullable().PrimaryKey()
            .WithColumn("state").AsBlob().NotNullable();
        Create.Table("idempotency_keys")
            .WithColumn("key").AsText().NotNullable().PrimaryKey()
            .WithColumn("instance_id").AsText().NotNullable()
            .WithColumn("created_at").AsMicroseconds().NotNullable();

        Execute.Sql("CREATE INDEX ix_instances_created ON instances (created_at, id)");
        Execute.Sql("CREATE INDEX ix_instances_updated ON instances (updated_at, id)");
        Execute.Sql("CREATE INDEX ix_instances_finished ON instances (finished_at, id)");
        Execute.Sql("CREATE INDEX ix_instances_tenant ON instances (tenant, created_at, id)");
        Execute.Sql("CREATE INDEX ix_instances_definition ON instances (definition_id, created_at, id)");
        Execute.Sql("CREATE INDEX ix_instances_sub_status ON instances (sub_status, created_at, id)");
        Execute.Sql("CREATE INDEX ix_instances_correlation ON instances (correlation_id) WHERE correlation_id IS NOT NULL");
        Execute.Sql("CREATE INDEX ix_instances_incidents ON instances (created_at, id) WHERE incident_count > 0");
        Execute.Sql("CREATE INDEX ix_instances_interrupted ON instances (id) WHERE sub_status IN (0, 1)");
        Execute.Sql("CREATE INDEX ix_idempotency_keys_instance ON idempotency_keys (instance_id)");
    }

    private void Bookmarks()
    {
        Create.Table("bookmarks")
            .WithColumn("instance_id").AsText().NotNullable().PrimaryKey()
            .WithColumn("id").AsText().NotNullable().PrimaryKey()
            .WithColumn("name").AsText().NotNullable()
            .WithColumn("hash").AsText().NotNullable()
            .WithColumn("payload").AsText().Nullable()
            .WithColumn("activity_id").AsText().NotNullable()
            .WithColumn("activity_node_id").AsText().NotNullable()
            .WithColumn("activity_instance_id").AsText().NotNullable()
            .WithColumn("created_at").AsMicroseconds().NotNullable()
            .WithColumn("due_at").AsMicroseconds().Nullable()
            .WithColumn("auto_burn").AsFlag().NotNullable()
            .WithColumn("auto_complete").AsFlag().NotNullable()
            .WithColumn("callback_method_name").AsText().Nullable()
            .WithColumn("description").AsText().Nullable();
        Execute.Sql("CREATE INDEX ix_bookmarks_hash ON bookmarks (hash)");
        Execute.Sql("CREATE INDEX ix_bookmarks_name ON bookmarks (name)");
        Execute.Sql("CREATE INDEX ix_bookmarks_due ON bookmarks (due_at, instance_id, id) WHERE due_at IS NOT NULL");
    }

    private void Journal() => Create.Table("journal")
        .WithColumn("instance_id").AsText().NotNullable().PrimaryKey()
        .WithColumn("sequence").AsInt64().NotNullable().PrimaryKey()
        .WithColumn("timestamp").AsMicroseconds().NotNullable()
        .WithColumn("event_name").AsText().NotNullable()
        .WithColumn("activity_instance_id").AsText().Nullable()
        .WithColumn("parent_activity_instance_id").AsText().Nullable()
        .WithColumn("activity_id").AsText().Nullable()
        .WithColumn("node_id").AsText().Nullable()
        .WithColumn("activity_type").AsText().Nullable()
        .WithColumn("activity_type_version").AsInt32().NotNullable()
        .WithColumn("activity_name").AsText().Nullable()
        .WithColumn("message").AsText().Nullable()
        .WithColumn("data").AsText().Nullable();

    private void Incidents()
    {
        Create.Table("incidents")
            .WithColumn("id").AsText().NotNullable().PrimaryKey()
            .WithColumn("instance_id").AsText().NotNullable()
            .WithColumn("tenant").AsText().NotNullable()
            .WithColumn("definition_id").AsText().NotNullable()
            .WithColumn("activity_id").AsText().NotNullable()
            .WithColumn("node_id").AsText().NotNullable()
            .WithColumn("activity_type").AsText().NotNullable()
            .WithColumn("activity_instance_id").AsText().NotNullable()
            .WithColumn("code").AsText().NotNullable()
            .WithColumn("message").AsText().NotNullable()
            .WithColumn("detail").AsText().Nullable()
            .WithColumn("timestamp").AsMicroseconds().NotNullable()
            .WithColumn("resolved_at").AsMicroseconds().Nullable();
        Execute.Sql("CREATE INDEX ix_incidents_instance ON incidents (instance_id)");
        Execute.Sql("CREATE INDEX ix_incidents_timestamp ON incidents (timestamp, id)");
        Execute.Sql("CREATE INDEX ix_incidents_tenant ON incidents (tenant, timestamp, id)");
        Execute.Sql("CREATE INDEX ix_incidents_open ON incidents (timestamp, id) WHERE resolved_at IS NULL");
    }

    private void Effects()
    {
        Create.Table("effects")
            .WithColumn("key").AsText().NotNullable().PrimaryKey()
            .WithColumn("instance_id").AsText().NotNullable()
            .WithColumn("activity_instance_id").AsText().NotNullable()
            .WithColumn("activity_id").AsText().NotNullable()
            .WithColumn("name").AsText().NotNullable()
            .WithColumn("intent_at").AsMicroseconds().NotNullable()
            .WithColumn("receipt_at").AsMicroseconds().Nullable()
            .WithColumn("receipt").AsText().Nullable()
            .WithColumn("attempts").AsInt32().NotNullable();
        Execute.Sql("CREATE INDEX ix_effects_instance ON effects (instance_id, intent_at, key)");
    }

    private void Outbox()
    {
        Create.Table("outbox")
            .WithColumn("id").AsText().NotNullable().PrimaryKey()
            .WithColumn("instance_id").AsText().NotNullable()
            .WithColumn("kind").AsText().NotNullable()
            .WithColumn("payload").AsText().NotNullable()
            .WithColumn("created_at").AsMicroseconds().NotNullable()
            .WithColumn("next_attempt_at").AsMicroseconds().NotNullable()
            .WithColumn("attempts").AsInt32().NotNullable()
            .WithColumn("last_error").AsText().Nullable();
        Execute.Sql("CREATE INDEX ix_outbox_next_attempt ON outbox (next_attempt_at, created_at, id)");
        Execute.Sql("CREATE INDEX ix_outbox_instance ON outbox (instance_id)");
    }
}
