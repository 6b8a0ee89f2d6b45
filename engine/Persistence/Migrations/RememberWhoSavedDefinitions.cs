using FluentMigrator;

namespace Orchestrator.Persistence.Migrations;

/// <summary>A version of a definition knows who saved it. Of those that are there already nobody can tell.</summary>
[Migration(2026112623, "Remember who saved definitions")]
public sealed class RememberWhoSavedDefinitions : ForwardOnlyMigration
{
    public override void Up() => Alter.Table("definitions").AddColumn("saved_by").AsText().NotNullable().WithDefaultValue("");
}
