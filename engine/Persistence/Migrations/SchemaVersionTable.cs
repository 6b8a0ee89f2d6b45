using FluentMigrator.Runner.Conventions;
using FluentMigrator.Runner.Initialization;
using FluentMigrator.Runner.VersionTableInfo;
using Microsoft.Extensions.Options;

namespace Orchestrator.Persistence.Migrations;

/// <summary>Names of the table that remembers which migrations were applied, in the style of the other tables.</summary>
internal sealed class SchemaVersionTable(IConventionSet conventions, IOptions<RunnerOptions> options) : DefaultVersionTableMetaData(conventions, options)
{
    public override string TableName => "schema_versions";

    public override string ColumnName => "version";

    public override string AppliedOnColumnName => "applied_on";

    public override string DescriptionColumnName => "description";

    public override string UniqueIndexName => "ux_schema_versions_version";
}
