namespace Orchestrator.Runtime.Tasks;

/// <summary>Which tasks to list, newest first; null means any.</summary>
public sealed record UserTaskFilter
{
    public string? Tenant { get; init; }

    public UserTaskState? State { get; init; }

    public string? InstanceId { get; init; }

    /// <summary>Tasks that name this role.</summary>
    public string? Role { get; init; }

    /// <summary>Tasks that this user may answer, by name, by role, or because they name nobody.</summary>
    public (string User, string Role)? AnswerableBy { get; init; }

    /// <summary>From 0.</summary>
    public int Page { get; init; }

    public int PageSize { get; init; } = 50;
}
