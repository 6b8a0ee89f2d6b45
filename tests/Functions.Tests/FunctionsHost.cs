using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orchestrator.Activities.Functions;
using Orchestrator.Core;
using Orchestrator.Persistence;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Api;
using Orchestrator.Runtime.Stores;
using Orchestrator.Solutions;
using Orchestrator.Workflows;

namespace Orchestrator.Tests.Functions;

/// <summary>The real runtime over SQLite with functions and their workflows, in a folder that outlives it.</summary>
internal sealed class FunctionsHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    private readonly IHost _host;

    private FunctionsHost(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public IWorkflowStore Store => Services.GetRequiredService<IWorkflowStore>();

    public static string DockerEndpoint => Environment.GetEnvironmentVariable("ORCHESTRATOR_TEST_DOCKER") is { Length: > 0 } endpoint
        ? endpoint
        : throw new InvalidOperationException("ORCHESTRATOR_TEST_DOCKER is not set: run ./test, which installs and starts a Docker Engine (apt-get install docker.io).");

    public static async Task<FunctionsHost> StartAsync(string folder, string docker, Action<FunctionsOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(new DataFolder(folder));
        builder.Services.AddOrchestratorPersistence(o => o.SqlitePath = Path.Combine(folder, "test.db"));
        builder.Services.AddVCloud();
        builder.Services.AddFunctions(options =>
        {
            options.Docker = docker;
            options.ProbeInterval = TimeSpan.FromSeconds(1); // The maintenance looks again and again while functions are made and called.
            configure?.Invoke(options);
        });
        services?.Invoke(builder.Services);
        builder.Services.AddOrchestratorRuntime();
        builder.Services.AddTenantApi();
        var host = builder.Build();
        await host.Services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(CancellationToken.None);
        var tenants = host.Services.GetRequiredService<ITenantDirectory>();
        await tenants.SaveAsync(new Tenant("red", "11111111-1111-4111-8111-111111111111", "Red"), CancellationToken.None);
        await tenants.SaveAsync(new Tenant("blue", "22222222-2222-4222-8222-222222222222", "Blue"), CancellationToken.None);
        var definitions = BuiltInDefinitions.All().Where(d => d.Path.Contains("functions-", StringComparison.Ordinal));
        await host.Services.GetRequiredService<RuntimeStarter>().StartAsync(definitions, CancellationToken.None);
        await host.StartAsync();
        return new FunctionsHost(host);
    }

    public Task<TestReply> SendAsync(string method, string path, object? body = null, string tenant = "red") =>
        SendTextAsync(method, path, body is null ? "" : JsonSerializer.Serialize(body, PlainJson.Options), "application/json", tenant);

    public async Task<TestReply> SendTextAsync(string method, string path, string body, string contentType, string tenant = "red", string? id = null)
    {
        id ??= Services.GetRequiredService<IIdGenerator>().NewId();
        using var wait = Services.GetRequiredService<IApiReplies>().Expect(id);
        var reply = await Services.GetRequiredService<IApiDispatcher>().DispatchAsync(
            new IncomingApiRequest
            {
                Id = id,
                Method = method,
                Path = path,
                Body = Encoding.UTF8.GetBytes(body),
                Headers = new Dictionary<string, string> { ["content-type"] = contentType },
                Caller = new ApiCaller("ann", false, tenant),
                ReplyTo = new ApiReplyTo("http", id),
            },
            CancellationToken.None);
        reply ??= await wait.Reply.WaitAsync(Patience);
        return new TestReply(reply, [.. wait.InstanceIds]);
    }

    /// <summary>Makes a function and waits until it is ready or failed; gives it as the API shows it.</summary>
    public async Task<JsonElement> MakeAsync(string name, string code, object? limits = null, string tenant = "red")
    {
        var accepted = await SendAsync("POST", $"/api/org/{tenant}/functions", new { name, runtime = "nodejs", route = name, code, limits }, tenant);
        Assert.True(accepted.Status == 202, accepted.Text);
        return await SettledAsync(name, tenant);
    }

    public async Task<JsonElement> SettledAsync(string name, string tenant = "red") => await WaitAsync(
        $"function {name} to be ready or failed",
        async () =>
        {
            var reply = await SendAsync("GET", $"/api/org/{tenant}/functions/{name}", null, tenant);
            return reply.Status == 200 && reply.Json.GetProperty("status").GetString() is "ready" or "failed" ? reply.Json : (JsonElement?)null;
        });

    /// <summary>Waits until no instance is at work.</summary>
    public Task<bool> IdleAsync() => WaitAsync(
        "all instances to end",
        async () => (await Store.ListAsync(new InstanceFilter { Statuses = [WorkflowStatus.Running] }, CancellationToken.None)).TotalCount == 0 ? true : (bool?)null);

    public static async Task<T> WaitAsync<T>(string awaited, Func<Task<T?>> look) where T : struct
    {
        using var timeout = new CancellationTokenSource(Patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        do
        {
            if (await look() is { } found)
                return found;
        }
        while (!timeout.IsCancellationRequested && await tick.WaitForNextTickAsync(CancellationToken.None));
        throw new TimeoutException($"Awaited {awaited} for {Patience.TotalSeconds:0} s.");
    }

    public async ValueTask DisposeAsync()
    {
        var failed = Services.GetServices<IHostedService>().OfType<BackgroundService>().Select(s => s.ExecuteTask?.Exception).FirstOrDefault(e => e is not null);
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        Assert.Null(failed);
    }
}
