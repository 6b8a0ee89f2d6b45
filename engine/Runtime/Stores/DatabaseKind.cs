namespace Orchestrator.Runtime.Stores;

public enum DatabaseKind
{
    Sqlite,
    PostgreSql,
}
