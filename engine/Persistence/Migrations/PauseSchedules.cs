using FluentMigrator;

namespace Orchestrator.Persistence.Migrations;

/// <summary>Schedules can be paused.</summary>
[Migration(2026112531, "Let schedules be paused")]
public sealed class PauseSchedules : ForwardOnlyMigration
{
    public override void Up() => Alter.Table("schedules").AddColumn("is_paused").AsFlag().NotNullable().WithDefaultValue(0);
}
