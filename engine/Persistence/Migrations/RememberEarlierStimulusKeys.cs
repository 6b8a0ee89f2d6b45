using FluentMigrator;

namespace Orchestrator.Persistence.Migrations;

/// <summary>Notes whether idempotency keys are there whose form depends on how many workflows matched a stimulus; a stimulus that comes again is then looked for in that form as well.</summary>
[Migration(2026112621, "Remember that stimuli have keys of earlier forms")]
public sealed class RememberEarlierStimulusKeys : ForwardOnlyMigration
{
    public override void Up() => Execute.Sql("""
        INSERT INTO documents (collection, tenant, id, revision, updated_at, json)
        SELECT 'stimulus-keys', '', 'earlier-forms', 1, 0, '{}' WHERE EXISTS (SELECT 1 FROM idempotency_keys)
        ON CONFLICT (collection, tenant, id) DO NOTHING
        """);
}
