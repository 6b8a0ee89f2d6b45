using Orchestrator.Runtime.Tasks;
using Orchestrator.Runtime.Tasks.Forms;

namespace Orchestrator.Server.Rest.Tasks;

/// <summary>A task as the caller sees it.</summary>
internal sealed record TaskView
{
    public required string Id { get; init; }

    public required string Tenant { get; init; }

    public required string InstanceId { get; init; }

    public required string DefinitionId { get; init; }

    public required string DefinitionName { get; init; }

    public required string Title { get; init; }

    public string? Description { get; init; }

    public required IReadOnlyList<string> Users { get; init; }

    public required IReadOnlyList<string> Roles { get; init; }

    public required IReadOnlyList<FormField> Form { get; init; }

    public required IReadOnlyList<string> Decisions { get; init; }

    public required UserTaskState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public string? AnsweredBy { get; init; }

    public string? Decision { get; init; }

    public IReadOnlyDictionary<string, object?>? Answer { get; init; }

    /// <summary>Whether the caller may answer it now.</summary>
    public required bool MayAnswer { get; init; }

    public static TaskView Of(UserTask task, bool mayAnswer) => new()
    {
        Id = task.Id,
        Tenant = task.Tenant,
        InstanceId = task.InstanceId,
        DefinitionId = task.DefinitionId,
        DefinitionName = task.DefinitionName,
        Title = task.Title,
        Description = task.Description,
        Users = task.Users,
        Roles = task.Roles,
        Form = task.Form,
        Decisions = task.Decisions,
        State = task.State,
        CreatedAt = task.CreatedAt,
        DueAt = task.DueAt,
        ClosedAt = task.ClosedAt,
        AnsweredBy = task.AnsweredBy,
        Decision = task.Decision,
        Answer = task.Answer,
        MayAnswer = mayAnswer && task.State == UserTaskState.Open,
    };
}
