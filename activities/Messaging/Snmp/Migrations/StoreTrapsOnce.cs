using FluentMigrator;

namespace Orchestrator.Activities.Messaging.Snmp.Migrations;

/// <summary>Re-sent traps are recognized in memory, and between the nodes of a cluster by claims; traps are not looked up by their digests any more.</summary>
[Migration(2026112624, "Claim SNMP traps before they are dispatched")]
public sealed class StoreTrapsOnce : ForwardOnlyMigration
{
    public override void Up()
    {
        Delete.Index("ix_trap_events_digest").OnTable("trap_events");
        IfDatabase("PostgreSQL").Execute.Sql("CREATE TABLE trap_claims (digest text COLLATE \"C\" PRIMARY KEY, id text NOT NULL, received_at bigint NOT NULL)");
        IfDatabase("PostgreSQL").Execute.Sql("CREATE INDEX ix_trap_claims_received_at ON trap_claims (received_at)");
    }
}
