using FluentMigrator;

namespace Orchestrator.Persistence.Migrations;

/// <summary>Lets the published versions of a tenant be listed without reading their JSON.</summary>
[Migration(2026112550, "Index the published definitions")]
public sealed class IndexPublishedDefinitions : ForwardOnlyMigration
{
    public override void Up() => Execute.Sql("CREATE INDEX IF NOT EXISTS ix_definitions_published ON definitions (tenant, id) WHERE is_published = 1");
}
