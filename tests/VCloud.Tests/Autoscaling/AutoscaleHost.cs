using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orchestrator.Activities.Autoscaling;
using Orchestrator.Activities.Messaging.Snmp;
using Orchestrator.Activities.VCloud;
using Orchestrator.Core;
using Orchestrator.Lab;
using Orchestrator.Persistence;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Api;
using Orchestrator.Runtime.Stores;
using Orchestrator.Solutions;
using Orchestrator.Workflows;

namespace Orchestrator.Tests.VCloud.Autoscaling;

/// <summary>The real runtime over SQLite with the built-in workflows, against a lab; both outlive it, so that a test can kill it and start another.</summary>
internal sealed class AutoscaleHost : IAsyncDisposable
{
    private readonly IHost _host;

    private AutoscaleHost(IHost host) => _host = host;

    public IWorkflowRuntime Runtime => _host.Services.GetRequiredService<IWorkflowRuntime>();

    public IWorkflowStore Store => _host.Services.GetRequiredService<IWorkflowStore>();

    public AutoscaleRules Rules => _host.Services.GetRequiredService<AutoscaleRules>();

    public ScalingStates States => _host.Services.GetRequiredService<ScalingStates>();

    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public static async Task<AutoscaleHost> StartAsync(string folder, LabServer lab, CrashPoint? crash = null, int cooldownMinutes = 10)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddOrchestratorPersistence(o => o.SqlitePath = Path.Combine(folder, "test.db"));
        builder.Services.AddVCloud(o => (o.Url, o.User, o.Password, o.PollMilliseconds) = (lab.BaseUrl, "administrator", "lab", 100));
        builder.Services.AddVrops(o => (o.Url, o.User, o.Password, o.PollMilliseconds) = (lab.BaseUrl, "admin", "lab", 100));
        builder.Services.AddAutoscaling(o => o.LabCooldownMinutes = cooldownMinutes);
        builder.Services.AddActivitiesFrom<SnmpTrapReceived>();
        builder.Services.AddTenantApi();
        builder.Services.AddOrchestratorRuntime();
        if (crash is not null)
            builder.Services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(() => new CrashHandler(crash)));
        var host = builder.Build();
        await host.Services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(CancellationToken.None);
        await host.Services.GetRequiredService<IOrganizationSync>().SyncAsync(CancellationToken.None);
        await host.Services.GetRequiredService<RuntimeStarter>()
            .StartAsync(BuiltInDefinitions.All().Where(d => d.Path.Contains("autoscal", StringComparison.Ordinal)), CancellationToken.None);
        await host.StartAsync();
        return new AutoscaleHost(host);
    }

    /// <summary>Seeds rule shop and waits until it is ready.</summary>
    public async Task<AutoscaleRule> SeedAsync()
    {
        await Get<IAutoscalingSeed>().SeedLabRuleAsync(CancellationToken.None);
        return await UntilAsync(
            async () => await Rules.FindAsync("pscoe", "shop", CancellationToken.None),
            rule => rule is { Status: RuleStatus.Ready } ? true : rule is { Status: RuleStatus.Failed } ? throw new InvalidOperationException(rule.StatusReason) : false,
            rule => $"rule shop to be ready; it is {rule?.Status ?? "unknown"}") ?? throw new InvalidOperationException();
    }

    /// <summary>Sends a trap as the listener would; gives the instance.</summary>
    public async Task<string> TrapAsync(string kind, string alertId, string direction = "out", string key = "shop", string? group = null)
    {
        const string root = "1.3.6.1.4.1.6876.4.50.1";
        var number = kind switch { "active" => "46", "clear" => "47", "change" => "48", _ => "200" };
        var variables = new (string Number, string Value)[] { ("2", group ?? $"autoscale {key}"), ("8", alertId), ("17", $"AS scale {direction} {key}"), ("18", $"scale-{direction}:{key}") };
        var result = await Runtime.DispatchAsync(
            new Stimulus
            {
                Name = SnmpTrapReceived.TypeName,
                Matches = _ => true,
                Input = new Dictionary<string, object?>
                {
                    ["trapOid"] = $"{root}.0.{number}",
                    ["variables"] = new Dictionary<string, object?>
                    {
                        ["list"] = variables.Select(v => (object?)new Dictionary<string, object?> { ["oid"] = $"{root}.2.{v.Number}.0", ["value"] = v.Value }).ToList(),
                    },
                },
            },
            CancellationToken.None);
        return Assert.Single(result.Started);
    }

    /// <summary>Waits until an instance has ended well.</summary>
    public async Task FinishedAsync(string instanceId)
    {
        var summary = await UntilAsync(
            async () => await Store.FindSummaryAsync(instanceId, CancellationToken.None),
            s => s is { Status: WorkflowStatus.Finished },
            s => $"instance {instanceId} to finish; it is {s?.SubStatus.ToString() ?? "unknown"}");
        if (summary!.SubStatus == WorkflowSubStatus.Finished)
            return;
        var incidents = await Store.ListIncidentsAsync(new IncidentFilter { InstanceId = instanceId }, CancellationToken.None);
        Assert.Fail($"Instance {instanceId} is {summary.SubStatus}: {string.Join("; ", incidents.Items.Select(i => $"{i.ActivityId}: {i.Message}"))}");
    }

    public async Task<IReadOnlyList<string>> JournalAsync(string instanceId) =>
        [.. (await Store.ListJournalAsync(instanceId, 0, 1000, CancellationToken.None)).Items.Where(e => e.Message is not null).Select(e => e.Message!)];

    /// <summary>Calls the tenant API; null: a workflow answers.</summary>
    public async Task<ApiReply> CallAsync(string method, string path, string body = "", string tenant = "pscoe")
    {
        var id = Get<IIdGenerator>().NewId();
        using var wait = Get<IApiReplies>().Expect(id);
        var reply = await Get<IApiDispatcher>().DispatchAsync(
            new IncomingApiRequest { Id = id, Method = method, Path = path, Body = Encoding.UTF8.GetBytes(body), Caller = new ApiCaller("ann", false, tenant), ReplyTo = new ApiReplyTo("http", id) },
            CancellationToken.None);
        return reply ?? await wait.Reply.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public static async Task<T> UntilAsync<T>(Func<Task<T>> read, Func<T, bool> condition, Func<T, string> awaited)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (true)
        {
            var value = await read();
            if (condition(value))
                return value;
            try
            {
                await tick.WaitForNextTickAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Awaited {awaited(value)}.");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
