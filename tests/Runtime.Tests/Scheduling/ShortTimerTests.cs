using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Runtime.Scheduling;

/// <summary>A timer that starts workflows several times a second.</summary>
public sealed class ShortTimerTests : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 26, 8, 0, 0, TimeSpan.Zero));
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_time_starts_an_instance_and_missed_times_are_made_up_as_the_policy_says()
    {
        var begin = _time.GetUtcNow();
        await using var host = await RuntimeHost.StartAsync(_folder.Path, _time, null, Every("once", "RunOnce"), Every("all", "RunAll"));

        await PassAsync(host, begin.AddSeconds(3));
        await CountAsync(host, "all", begin);
        _time.Advance(TimeSpan.FromSeconds(10));
        await PassAsync(host, begin.AddSeconds(14));
        var all = await CountAsync(host, "all", begin);

        Assert.InRange(await StartedAsync(host, "once"), 2, all - 39);
    }

    /// <summary>Lets time pass in small steps, as the service may begin to wait at any moment, until both timers are past a time.</summary>
    private Task PassAsync(RuntimeHost host, DateTimeOffset until) => host.UntilAsync(
        async () =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
            return (await SchedulesAsync(host)).All(row => row.NextFireAt > until);
        },
        $"the timers are past {until:O}");

    /// <summary>Waits until a timer has started an instance for each of its times before the next; gives how many.</summary>
    private static async Task<int> CountAsync(RuntimeHost host, string definition, DateTimeOffset begin)
    {
        var count = 0;
        await host.UntilAsync(
            async () =>
            {
                count = await StartedAsync(host, definition);
                var next = (await SchedulesAsync(host)).Single(row => row.DefinitionId == definition).NextFireAt!.Value;
                return count == (int)((next - begin) / s_interval) - 1;
            },
            $"{definition} has started an instance for each time");
        return count;
    }

    private static async Task<int> StartedAsync(RuntimeHost host, string definition) =>
        (int)(await host.Store.ListAsync(new InstanceFilter { DefinitionId = definition }, CancellationToken.None)).TotalCount;

    private static ValueTask<IReadOnlyList<ScheduleRow>> SchedulesAsync(RuntimeHost host) => host.Services.GetRequiredService<IScheduleStore>().ListAsync(CancellationToken.None);

    private static string Every(string id, string misfire) => $$$"""
        {"definitionId":"{{{id}}}","name":"{{{id}}}","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
          {"id":"timer","type":"Elsa.Timer","version":1,"customProperties":{"canStartWorkflow":true},
           "interval":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"00:00:00.25"}},
           "misfire":{"typeName":"String","expression":{"type":"Literal","value":"{{{misfire}}}"} } }],"connections":[]}}
        """;
}
