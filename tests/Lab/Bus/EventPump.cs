using Microsoft.Extensions.Logging;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Bus;

/// <summary>Lets the world's clock run and publishes what it wrote down, oldest first; a notification is forgotten when every bus has it, an invocation when the extension's broker has it.</summary>
internal sealed partial class EventPump(LabWorld world, IReadOnlyList<ILabBus> buses, MqttBus? mqtt, Func<string> baseUrl, ILogger logger) : IAsyncDisposable
{
    private const int Batch = 100;
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(50);
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    public void Start() => _loop = RunAsync();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(s_interval, world.Options.TimeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                try
                {
                    await PublishAsync(_stop.Token);
                    await InvokeAsync(_stop.Token);
                }
                catch (IOException exception)
                {
                    LogWaiting(logger, exception.Message);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    }

    private async Task PublishAsync(CancellationToken cancellationToken)
    {
        var waiting = world.Run(false, state => state.Vcd.Events.Take(Batch).Select(e => Notification(state.Vcd, e)).ToList());
        if (waiting.Count == 0)
            return;
        foreach (var notification in waiting)
        {
            foreach (var bus in buses)
                await bus.PublishAsync(notification, cancellationToken);
        }

        var sent = waiting.Select(n => n.Event.Id).ToHashSet();
        world.Run(true, state => state.Vcd.Events.RemoveAll(e => sent.Contains(e.Id)));
    }

    private async Task InvokeAsync(CancellationToken cancellationToken)
    {
        if (mqtt is null || world.Run(false, state => state.Vcd.Invocations.Take(Batch).ToList()) is not { Count: > 0 } waiting)
            return;
        foreach (var invocation in waiting)
            await mqtt.InvokeAsync(invocation.Topic, invocation.Message, cancellationToken);
        world.Run(true, state => state.Vcd.Invocations.RemoveAll(waiting.Contains));
    }

    private Notification Notification(VcdState vcd, EventState e) =>
        new(e, baseUrl(), vcd.Org(e.OrgId)?.Name ?? "", vcd.Users.Find(u => u.Id == e.UserId)?.Name ?? "");
}
