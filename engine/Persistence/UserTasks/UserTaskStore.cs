using System.Data.Common;
using System.Text.Json;
using Dapper;
using Orchestrator.Persistence.Databases;
using Orchestrator.Runtime.Stores;
using Orchestrator.Runtime.Tasks;
using Orchestrator.Workflows;

namespace Orchestrator.Persistence.UserTasks;

internal sealed class UserTaskStore(Database database) : IUserTaskStore
{
    private const int UserKind = 0;
    private const int RoleKind = 1;

    public async ValueTask SaveAsync(UserTask task, CancellationToken cancellationToken)
    {
        const string upsert = """
            INSERT INTO user_tasks (id, tenant, instance_id, state, created_at, closed_at, json) VALUES (@Id, @Tenant, @InstanceId, @state, @createdAt, @closedAt, @json)
            ON CONFLICT (id) DO UPDATE SET state = excluded.state, closed_at = excluded.closed_at, json = excluded.json
                WHERE user_tasks.state = 0 AND excluded.state <> 0
            """;
        const string assign = "INSERT INTO user_task_assignees (task_id, kind, name) VALUES (@Id, @kind, @name) ON CONFLICT (task_id, kind, name) DO NOTHING";
        var row = new
        {
            task.Id,
            task.Tenant,
            task.InstanceId,
            state = (int)task.State,
            createdAt = DatabaseTime.ToDatabase(task.CreatedAt),
            closedAt = task.ClosedAt is { } closed ? DatabaseTime.ToDatabase(closed) : (long?)null,
            json = JsonSerializer.Serialize(task, PlainJson.Options),
        };
        var assignees = task.Users.Select(name => (UserKind, name)).Concat(task.Roles.Select(name => (RoleKind, name)))
            .Select(a => (a.Item1, Name: a.name.ToLowerInvariant())).Distinct().Order();
        await database.WriteAsync(
            async (connection, transaction) =>
            {
                await connection.ExecuteAsync(new CommandDefinition(upsert, row, transaction, cancellationToken: cancellationToken));
                foreach (var (kind, name) in assignees)
                    await connection.ExecuteAsync(new CommandDefinition(assign, new { task.Id, kind, name }, transaction, cancellationToken: cancellationToken));
                return true;
            },
            cancellationToken);
    }

    public async ValueTask<UserTask?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await database.QueryAsync("SELECT json FROM user_tasks WHERE id = @id", new { id }, Read, cancellationToken)).SingleOrDefault();

    public async ValueTask<Page<UserTask>> ListAsync(UserTaskFilter filter, CancellationToken cancellationToken)
    {
        const string assignees = "SELECT 1 FROM user_task_assignees a WHERE a.task_id = t.id";
        var where = new SqlWhere()
            .AddIf(filter.Tenant is not null, "t.tenant = @tenant")
            .AddIf(filter.State is not null, "t.state = @state")
            .AddIf(filter.InstanceId is not null, "t.instance_id = @instanceId")
            .AddIf(filter.Role is not null, $"EXISTS ({assignees} AND a.kind = 1 AND a.name = @role)")
            .AddIf(
                filter.AnswerableBy is not null,
                $"(NOT EXISTS ({assignees}) OR EXISTS ({assignees} AND ((a.kind = 0 AND a.name = @user) OR (a.kind = 1 AND a.name = @userRole))))");
        return await database.PageAsync(
            $"SELECT COUNT(*) FROM user_tasks t{where}",
            $"SELECT t.json FROM user_tasks t{where} ORDER BY t.created_at DESC, t.id DESC LIMIT @take OFFSET @skip",
            new
            {
                tenant = filter.Tenant,
                state = (int?)filter.State,
                instanceId = filter.InstanceId,
                role = filter.Role?.ToLowerInvariant(),
                user = filter.AnswerableBy?.User.ToLowerInvariant(),
                userRole = filter.AnswerableBy?.Role.ToLowerInvariant(),
                take = filter.PageSize,
                skip = (long)filter.Page * filter.PageSize,
            },
            Read,
            cancellationToken);
    }

    private static UserTask Read(DbDataReader row) =>
        JsonSerializer.Deserialize<UserTask>(row.GetString(0), PlainJson.Options) ?? throw new InvalidDataException("A user task holds no value.");
}
