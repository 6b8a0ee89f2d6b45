using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Core;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Runtime;

/// <summary>Schedules whose earlier instance still runs, also when the process dies between a start and the note that it was made.</summary>
public sealed class OverlapTests : IDisposable
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 25, 8, 0, 30, TimeSpan.Zero));
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("Allow", 2, 2)]
    [InlineData("Skip", 1, 1)]
    [InlineData("Queue", 1, 1)]
    [InlineData("CancelOld", 2, 1)]
    public async Task The_policy_says_what_happens_while_an_earlier_instance_runs(string policy, int made, int running)
    {
        await using var host = await StartAsync(policy);
        time.Advance(TimeSpan.FromMinutes(1));
        await CountAsync(host, WorkflowStatus.Running, 1);

        // Second by second: the service may begin to wait at any moment.
        await host.UntilAsync(
            async () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return policy == "Queue" ? time.GetUtcNow().Minute == 2 && time.GetUtcNow().Second > 30 : await LookedAtAsync(host, 3);
            },
            "the second time was looked at");
        await CountAsync(host, null, made);
        await CountAsync(host, WorkflowStatus.Running, running);
    }

    [Theory]
    [InlineData("Skip")]
    [InlineData("Queue")]
    [InlineData("CancelOld")]
    public async Task A_start_that_was_not_noted_is_not_in_its_own_way(string policy)
    {
        string id;
        await using (var dying = await StartAsync(policy, services =>
        {
            var real = services.Single(s => s.ServiceType == typeof(IScheduleStore)).ImplementationType!;
            services.AddSingleton<IScheduleStore>(p => new ForgetfulStore((IScheduleStore)ActivatorUtilities.CreateInstance(p, real)));
        }))
        {
            time.Advance(TimeSpan.FromMinutes(1));
            await CountAsync(dying, WorkflowStatus.Running, 1);
            id = (await ListAsync(dying, null)).Items[0].Id;
        }

        await using var host = await StartAsync(policy);

        await host.UntilAsync(() => LookedAtAsync(host, 2), "the schedule went on to its next time");
        await CountAsync(host, null, 1);
        Assert.Equal(WorkflowSubStatus.Suspended, (await host.Store.FindSummaryAsync(id, CancellationToken.None))!.SubStatus);
    }

    private Task<RuntimeHost> StartAsync(string policy, Action<IServiceCollection>? configure = null) => RuntimeHost.StartAsync(folder.Path, time, configure, $$$"""
        {"definitionId":"often","name":"Often","root":{"id":"s","type":"Elsa.Sequence","version":1,"activities":[
          {"id":"cron","type":"Elsa.Cron","version":1,"customProperties":{"canStartWorkflow":true},"cronExpression":{"typeName":"String","expression":{"type":"Literal","value":"* * * * *"}},
           "overlap":{"typeName":"String","expression":{"type":"Literal","value":"{{{policy}}}"} } },
          {"id":"e","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"go"} } }]}}
        """);

    private static async Task<bool> LookedAtAsync(RuntimeHost host, int minute) =>
        (await host.Services.GetRequiredService<IScheduleStore>().ListAsync(CancellationToken.None)).Single().NextFireAt >= new DateTimeOffset(2026, 11, 25, 8, minute, 0, TimeSpan.Zero);

    private static ValueTask<Page<InstanceSummary>> ListAsync(RuntimeHost host, WorkflowStatus? status) =>
        host.Store.ListAsync(new InstanceFilter { DefinitionId = "often", Statuses = status is { } one ? [one] : [] }, CancellationToken.None);

    private static Task CountAsync(RuntimeHost host, WorkflowStatus? status, int count) =>
        host.UntilAsync(async () => (await ListAsync(host, status)).TotalCount == count, $"{count} instances are {status?.ToString() ?? "made"}");

    /// <summary>Dies whenever a schedule is to move on.</summary>
    private sealed class ForgetfulStore(IScheduleStore inner) : IScheduleStore
    {
        public ValueTask<IReadOnlyList<ScheduleRow>> ListAsync(CancellationToken cancellationToken) => inner.ListAsync(cancellationToken);

        public ValueTask ReplaceAsync(string definitionId, IReadOnlyCollection<ScheduleRow> rows, CancellationToken cancellationToken) => inner.ReplaceAsync(definitionId, rows, cancellationToken);

        public async ValueTask<bool> AdvanceAsync(string id, DateTimeOffset expectedFire, DateTimeOffset? nextFire, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return false;
        }

        public ValueTask<bool> PauseAsync(string id, bool isPaused, DateTimeOffset? nextFire, CancellationToken cancellationToken) => inner.PauseAsync(id, isPaused, nextFire, cancellationToken);
    }
}
