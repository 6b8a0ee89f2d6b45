using FluentMigrator;

namespace Orchestrator.Persistence.Migrations;

/// <summary>Time zone, misfire and overlap policy of schedules.</summary>
[Migration(2026112502, "Add time zone and policies to schedules")]
public sealed class AddSchedulePolicies : ForwardOnlyMigration
{
    public override void Up() => Alter.Table("schedules")
        .AddColumn("time_zone").AsText().NotNullable().WithDefaultValue("UTC")
        .AddColumn("misfire").AsText().NotNullable().WithDefaultValue("RunOnce")
        .AddColumn("overlap").AsText().NotNullable().WithDefaultValue("Allow");
}
