namespace Orchestrator.Runtime.Stores;

/// <summary>A condition on one of an instance's times; a time that is not set fulfils none but <see cref="TimestampOperator.IsNot"/>.</summary>
public sealed record TimestampFilter(TimestampColumn Column, TimestampOperator Operator, DateTimeOffset Timestamp);
