namespace Orchestrator.Core.Activities;

public enum SwitchMode
{
    MatchFirst,
    MatchAny,
}
