using Orchestrator.Runtime.Tasks.Forms;

namespace Orchestrator.Runtime.Tasks;

/// <summary>Something that an instance waits for a person to answer.</summary>
public sealed record UserTask
{
    /// <summary>Also the id of the bookmark that the answer resumes.</summary>
    public required string Id { get; init; }

    public string Tenant { get; init; } = "";

    public required string InstanceId { get; init; }

    public required string DefinitionId { get; init; }

    public required string DefinitionName { get; init; }

    public required string ActivityId { get; init; }

    public required string Title { get; init; }

    public string? Description { get; init; }

    /// <summary>Users who may answer; with no users and no roles everybody of the tenant may.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>Roles whose members may answer.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    public IReadOnlyList<FormField> Form { get; init; } = [];

    /// <summary>What can be decided; empty: the answer is only the form.</summary>
    public IReadOnlyList<string> Decisions { get; init; } = [];

    public UserTaskState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it times out; null: never.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public string? AnsweredBy { get; init; }

    public string? Decision { get; init; }

    /// <summary>The fields of the form with their values; null until it is answered.</summary>
    public IReadOnlyDictionary<string, object?>? Answer { get; init; }

    /// <summary>Idempotency key that the answer came with.</summary>
    public string? AnswerKey { get; init; }

    /// <summary>1, and 2 once it is closed.</summary>
    public int Revision => State == UserTaskState.Open ? 1 : 2;

    /// <summary>Whether a person may answer it. The tenant must have been checked.</summary>
    public bool IsFor(string user, string role) =>
        (Users.Count == 0 && Roles.Count == 0)
        || Users.Contains(user, StringComparer.OrdinalIgnoreCase)
        || Roles.Contains(role, StringComparer.OrdinalIgnoreCase);
}
