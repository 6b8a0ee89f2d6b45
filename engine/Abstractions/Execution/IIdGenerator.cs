namespace Orchestrator.Workflows;

/// <summary>Source of ids: 16 to 32 lower-case hex digits, unique. Injected so that tests can repeat a run.</summary>
public interface IIdGenerator
{
    string NewId();
}
