using FluentMigrator;

namespace Orchestrator.Persistence.Migrations;

/// <summary>Answers to requests with an idempotency key.</summary>
[Migration(2026112530, "Keep the answers to idempotent requests")]
public sealed class CreateIdempotentRequests : ForwardOnlyMigration
{
    public override void Up()
    {
        Create.Table("idempotent_requests")
            .WithColumn("key").AsText().NotNullable().PrimaryKey()
            .WithColumn("body_hash").AsText().NotNullable()
            .WithColumn("created_at").AsMicroseconds().NotNullable()
            .WithColumn("status").AsInt32().Nullable()
            .WithColumn("content_type").AsText().Nullable()
            .WithColumn("headers").AsText().Nullable()
            .WithColumn("body").AsBlob().Nullable();
        Execute.Sql("CREATE INDEX ix_idempotent_requests_created ON idempotent_requests (created_at)");
        IfDatabase(DatabaseTypes.Postgres).Execute.Sql("ALTER TABLE idempotent_requests ALTER COLUMN key TYPE text COLLATE \"C\"");
    }
}
