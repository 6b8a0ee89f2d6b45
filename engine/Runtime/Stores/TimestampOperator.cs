namespace Orchestrator.Runtime.Stores;

public enum TimestampOperator
{
    Is,
    IsNot,
    GreaterThan,
    LessThan,
    GreaterThanOrEqual,
    LessThanOrEqual,
}
