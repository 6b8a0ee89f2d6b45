using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Runtime.Tasks;

namespace Orchestrator.Tests.Persistence;

/// <summary>What the list of tasks promises, on any database.</summary>
public abstract class UserTaskCompliance<TStores>(TStores stores) : IClassFixture<TStores> where TStores : DatabaseFixture
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IUserTaskStore Store => stores.Services.GetRequiredService<IUserTaskStore>();

    private static UserTask Task(string id, string tenant = "acme", int minute = 0) => new()
    {
        Id = id,
        Tenant = tenant,
        InstanceId = $"i-{id}",
        DefinitionId = "d",
        DefinitionName = "D",
        ActivityId = "ask",
        Title = $"Title {id} ß",
        CreatedAt = StoresFixture.Start.AddMinutes(minute),
    };

    [Fact]
    public async Task The_first_closing_stays_whatever_comes_in_whatever_order()
    {
        var task = Task(StoresFixture.NewId());
        var answered = task with { State = UserTaskState.Answered, AnsweredBy = "ann", Answer = new Dictionary<string, object?> { ["n"] = 1L }, ClosedAt = task.CreatedAt };

        await Store.SaveAsync(answered, Cancel);
        await Store.SaveAsync(task, Cancel);
        await Store.SaveAsync(task with { State = UserTaskState.TimedOut }, Cancel);

        var found = await Store.FindAsync(task.Id, Cancel);
        Assert.Equal((UserTaskState.Answered, "ann"), (found!.State, found.AnsweredBy));
        Assert.Equal("1", $"{found.Answer!["n"]}");
        Assert.Null(await Store.FindAsync("nobody", Cancel));
    }

    [Fact]
    public async Task A_task_goes_with_its_instance()
    {
        var task = Task(StoresFixture.NewId()) with { Users = ["ann"] };
        await Store.SaveAsync(task, Cancel);
        await Store.SaveAsync(Task("stays"), Cancel);

        await stores.Workflows.DeleteAsync([task.InstanceId], Cancel);

        Assert.Null(await Store.FindAsync(task.Id, Cancel));
        Assert.NotNull(await Store.FindAsync("stays", Cancel));
    }

    [Fact]
    public async Task Tasks_are_listed_by_each_part_of_the_filter()
    {
        var tenant = $"t{StoresFixture.NewId()}";
        await Store.SaveAsync(Task($"{tenant}-1", tenant, 1) with { Users = ["Ann"], Roles = ["ops"] }, Cancel);
        await Store.SaveAsync(Task($"{tenant}-2", tenant, 2) with { Roles = ["tenant"] }, Cancel);
        await Store.SaveAsync(Task($"{tenant}-3", tenant, 3), Cancel);
        await Store.SaveAsync(Task($"{tenant}-4", tenant, 4) with { Users = ["bob"], State = UserTaskState.Cancelled }, Cancel);

        async Task<string> Find(UserTaskFilter filter) => string.Join(' ', (await Store.ListAsync(filter with { Tenant = tenant }, Cancel)).Items.Select(t => t.Id[^1]));

        Assert.Equal("4 3 2 1", await Find(new()));
        Assert.Equal("4", await Find(new() { State = UserTaskState.Cancelled }));
        Assert.Equal("2", await Find(new() { Role = "TENANT" }));
        Assert.Equal("3 1", await Find(new() { AnswerableBy = ("ANN", "none") }));
        Assert.Equal("3 2", await Find(new() { AnswerableBy = ("carol", "tenant") }));
        Assert.Equal("2", await Find(new() { InstanceId = $"i-{tenant}-2" }));
        Assert.Equal("2 1", await Find(new() { Page = 1, PageSize = 2 }));
        Assert.Equal(4, (await Store.ListAsync(new() { Tenant = tenant, PageSize = 1 }, Cancel)).TotalCount);
        Assert.Empty((await Store.ListAsync(new() { Tenant = "other" }, Cancel)).Items);
    }
}

public sealed class SqliteUserTasks(SqliteStores stores) : UserTaskCompliance<SqliteStores>(stores);

public sealed class PostgresUserTasks(PostgresStores stores) : UserTaskCompliance<PostgresStores>(stores);
