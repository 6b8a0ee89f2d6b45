namespace Orchestrator.Runtime.Stores;

public enum TimestampColumn
{
    CreatedAt,
    UpdatedAt,
    FinishedAt,
}
