using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Activities.VCloud;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Api;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Autoscaling;

/// <summary>What autoscaling does once the host has started: the lab's rule, through the same API as everybody's, and the registration with vCD.</summary>
internal sealed partial class AutoscalingSeed(
    IApiDispatcher dispatcher,
    IWorkflowRuntime runtime,
    IOrganizationSync organizations,
    IHostApplicationLifetime lifetime,
    IOptions<AutoscalingOptions> options,
    IIdGenerator ids,
    ILogger<AutoscalingSeed> logger) : BackgroundService, IAutoscalingSeed
{
    /// <summary>The lab's rule: the two web VMs of vApp shop, up to eight.</summary>
    private const string LabRule = """
        {
          "name": "shop",
          "description": "Web tier of the shop",
          "target": { "vdc": "vdc1", "vapp": "shop", "vmNamePattern": "web-{n:00}", "network": "app-net",
                      "template": { "catalog": "golden", "item": "web-tier", "vm": "web" } },
          "limits": { "min": 2, "max": 8, "step": 1 },
          "loadBalancer": { "kind": "nsxv", "edge": "edge-pscoe", "pool": "web-pool", "port": 80 },
          "cooldownMinutes": COOLDOWN
        }
        """;

    public async ValueTask SeedLabRuleAsync(CancellationToken cancellationToken)
    {
        try
        {
            await organizations.SyncAsync(cancellationToken);
        }
        catch (VcdException exception)
        {
            LogNotSeeded(logger, exception.Message);
            return;
        }

        var requestId = ids.NewId();
        var reply = await dispatcher.DispatchAsync(
            new IncomingApiRequest
            {
                Id = requestId,
                Method = "POST",
                Path = "/api/org/pscoe/autoscale",
                Body = System.Text.Encoding.UTF8.GetBytes(LabRule.Replace("COOLDOWN", options.Value.LabCooldownMinutes.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)),
                Caller = new ApiCaller("lab", IsProvider: true, TenantName: ""),
                ReplyTo = new ApiReplyTo("http", requestId),
                IdempotencyKey = "seed:autoscale:shop",
            },
            cancellationToken);
        if (reply is null)
            LogSeeded(logger);
        else if (reply.StatusCode is not (202 or 409))
            LogNotSeeded(logger, System.Text.Encoding.UTF8.GetString(reply.Body));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value is { SeedsLabRule: false, RegistersApi: false })
            return;
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await using var stopping = stoppingToken.Register(() => started.TrySetCanceled(stoppingToken));
        try
        {
            await started.Task;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }

        if (options.Value.SeedsLabRule)
            await SeedLabRuleAsync(stoppingToken);
        if (options.Value.RegistersApi)
            await runtime.StartAsync(new StartWorkflow { DefinitionId = "autoscale-register-api" }, stoppingToken);
    }
}
