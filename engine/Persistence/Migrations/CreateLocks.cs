using FluentMigrator;

namespace Orchestrator.Persistence.Migrations;

/// <summary>Named locks with their counters, and who holds them or waits in line.</summary>
[Migration(2026112541, "Create the tables of locks")]
public sealed class CreateLocks : ForwardOnlyMigration
{
    public override void Up()
    {
        // A row stays for ever, so that the tokens of a name never begin anew.
        Create.Table("locks")
            .WithColumn("tenant").AsText().NotNullable().PrimaryKey()
            .WithColumn("name").AsText().NotNullable().PrimaryKey()
            .WithColumn("last_token").AsInt64().NotNullable()
            .WithColumn("last_position").AsInt64().NotNullable();

        Create.Table("lock_requests")
            .WithColumn("owner").AsText().NotNullable().PrimaryKey()
            .WithColumn("tenant").AsText().NotNullable()
            .WithColumn("name").AsText().NotNullable()
            .WithColumn("position").AsInt64().NotNullable()
            .WithColumn("instance_id").AsText().NotNullable()
            .WithColumn("lease").AsMicroseconds().Nullable()
            .WithColumn("token").AsInt64().Nullable()
            .WithColumn("lease_until").AsMicroseconds().Nullable()
            .WithColumn("confirmed").AsFlag().NotNullable();
        Execute.Sql("CREATE UNIQUE INDEX ix_lock_requests_line ON lock_requests (tenant, name, position)");
        Execute.Sql("CREATE UNIQUE INDEX ix_lock_requests_holder ON lock_requests (tenant, name) WHERE token IS NOT NULL");
    }
}
