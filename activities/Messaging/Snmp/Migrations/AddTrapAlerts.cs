using FluentMigrator;

namespace Orchestrator.Activities.Messaging.Snmp.Migrations;

/// <summary>Alerts whose traps are folded, and what was folded into a trap.</summary>
[Migration(2026112510, "Create the table of SNMP alerts; count folded traps")]
public sealed class AddTrapAlerts : ForwardOnlyMigration
{
    public override void Up()
    {
        Create.Table("trap_alerts")
            .WithColumn("alert_key").AsString(160).PrimaryKey()
            .WithColumn("first_at").AsInt64().NotNullable()
            .WithColumn("last_at").AsInt64().NotNullable()
            .WithColumn("quiet").AsInt64().NotNullable()
            .WithColumn("seen").AsInt32().NotNullable()
            .WithColumn("delivered").AsInt32().NotNullable()
            .WithColumn("delivered_mask").AsInt32().NotNullable()
            .WithColumn("event_id").AsString(32).NotNullable()
            .WithColumn("transitions").AsInt32().NotNullable()
            .WithColumn("collapsed").AsInt64().NotNullable()
            .WithColumn("held_id").AsString(32).Nullable()
            .WithColumn("held_at").AsInt64().Nullable()
            .WithColumn("held_source").AsString(64).Nullable()
            .WithColumn("held_port").AsInt32().Nullable()
            .WithColumn("held_datagram").AsBinary(int.MaxValue).Nullable();
        Create.Index("ix_trap_alerts_last_at").OnTable("trap_alerts").OnColumn("last_at").Descending();

        Alter.Table("trap_events").AddColumn("collapsed").AsInt64().NotNullable().WithDefaultValue(0);
        Alter.Table("trap_events").AddColumn("rule_id").AsString(100).Nullable();
    }
}
