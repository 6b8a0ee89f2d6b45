using FluentMigrator;

namespace Orchestrator.Activities.Messaging.Snmp.Migrations;

/// <summary>Received traps with their outcome.</summary>
[Migration(2026112310, "Create the table of received SNMP traps")]
public sealed class CreateTrapEvents : ForwardOnlyMigration
{
    public override void Up()
    {
        Create.Table("trap_events")
            .WithColumn("sequence").AsInt64().PrimaryKey().Identity()
            .WithColumn("id").AsString(32).NotNullable()
            .WithColumn("received_at").AsInt64().NotNullable()
            .WithColumn("source").AsString(64).NotNullable()
            .WithColumn("source_port").AsInt32().NotNullable()
            .WithColumn("digest").AsString(32).NotNullable()
            .WithColumn("outcome").AsString(16).NotNullable()
            .WithColumn("reason").AsString(int.MaxValue).Nullable()
            .WithColumn("instance_ids").AsString(int.MaxValue).Nullable()
            .WithColumn("datagram").AsBinary(int.MaxValue).NotNullable();

        Create.Index("ux_trap_events_id").OnTable("trap_events").OnColumn("id").Unique();
        Create.Index("ix_trap_events_digest").OnTable("trap_events").OnColumn("digest").Ascending().OnColumn("received_at").Ascending();
        Create.Index("ix_trap_events_outcome").OnTable("trap_events").OnColumn("outcome").Ascending().OnColumn("sequence").Ascending();
    }
}
