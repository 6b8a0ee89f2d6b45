using Orchestrator.Runtime.Stores;

namespace Orchestrator.Runtime.Tasks;

/// <summary>Tasks of people, for lists; what an instance waits for is its bookmark.</summary>
public interface IUserTaskStore
{
    /// <summary>Writes a task as it is now. One that is closed stays as it was closed first, so messages may come twice and in any order.</summary>
    ValueTask SaveAsync(UserTask task, CancellationToken cancellationToken);

    ValueTask<UserTask?> FindAsync(string id, CancellationToken cancellationToken);

    ValueTask<Page<UserTask>> ListAsync(UserTaskFilter filter, CancellationToken cancellationToken);
}
