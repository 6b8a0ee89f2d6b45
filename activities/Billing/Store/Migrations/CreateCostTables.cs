using FluentMigrator;

namespace Orchestrator.Activities.Billing.Migrations;

/// <summary>
/// Collections, lines and their daily sums. Amounts are whole millionths (BIGINT), days the number yyyymmdd, times Unix microseconds.
/// </summary>
[Migration(2026112340, "Create cost tables")]
public sealed class CreateCostTables : ForwardOnlyMigration
{
    public override void Up()
    {
        Create.Table("cost_collections")
            .WithColumn("id").AsInt64().PrimaryKey().Identity()
            .WithColumn("key").AsString(400).NotNullable().Unique("ux_cost_collections_key")
            .WithColumn("source").AsString(100).NotNullable()
            .WithColumn("status").AsString(24).NotNullable()
            .WithColumn("started_at").AsInt64().NotNullable()
            .WithColumn("finished_at").AsInt64().Nullable()
            .WithColumn("lines").AsInt64().NotNullable().WithDefaultValue(0)
            .WithColumn("inserted").AsInt64().NotNullable().WithDefaultValue(0)
            .WithColumn("updated").AsInt64().NotNullable().WithDefaultValue(0)
            .WithColumn("unchanged").AsInt64().NotNullable().WithDefaultValue(0)
            .WithColumn("faulty").AsInt64().NotNullable().WithDefaultValue(0)
            .WithColumn("faults").AsString(int.MaxValue).Nullable()
            .WithColumn("error").AsString(int.MaxValue).Nullable();
        Create.Index("ix_cost_collections_finished").OnTable("cost_collections").OnColumn("finished_at");

        Create.Table("cost_lines")
            .WithColumn("tenant").AsString(100).NotNullable().PrimaryKey("pk_cost_lines")
            .WithColumn("source").AsString(100).NotNullable().PrimaryKey("pk_cost_lines")
            .WithColumn("line_id").AsString(200).NotNullable().PrimaryKey("pk_cost_lines")
            .WithColumn("charge_day").AsInt32().NotNullable()
            .WithColumn("charge_start").AsInt64().NotNullable()
            .WithColumn("charge_end").AsInt64().NotNullable()
            .WithColumn("service_category").AsString(64).NotNullable()
            .WithColumn("service_name").AsString(128).NotNullable()
            .WithColumn("resource_id").AsString(300).Nullable()
            .WithColumn("resource_name").AsString(300).Nullable()
            .WithColumn("quantity").AsInt64().Nullable()
            .WithColumn("unit").AsString(64).Nullable()
            .WithColumn("cost").AsInt64().NotNullable()
            .WithColumn("currency").AsString(3).NotNullable()
            .WithColumn("tags").AsString(4000).Nullable()
            .WithColumn("revision").AsInt32().NotNullable()
            .WithColumn("first_collection").AsInt64().NotNullable()
            .WithColumn("last_collection").AsInt64().NotNullable()
            .WithColumn("collected_at").AsInt64().NotNullable();
        Create.Index("ix_cost_lines_day").OnTable("cost_lines")
            .OnColumn("tenant").Ascending().OnColumn("charge_day").Ascending().OnColumn("source").Ascending().OnColumn("line_id").Ascending();

        Create.Table("cost_daily")
            .WithColumn("tenant").AsString(100).NotNullable().PrimaryKey("pk_cost_daily")
            .WithColumn("currency").AsString(3).NotNullable().PrimaryKey("pk_cost_daily")
            .WithColumn("day").AsInt32().NotNullable().PrimaryKey("pk_cost_daily")
            .WithColumn("service_category").AsString(64).NotNullable().PrimaryKey("pk_cost_daily")
            .WithColumn("cost").AsInt64().NotNullable()
            .WithColumn("lines").AsInt64().NotNullable();
    }
}
