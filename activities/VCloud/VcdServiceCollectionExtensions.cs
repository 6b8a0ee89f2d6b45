using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orchestrator.Activities.VCloud;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Api;
using Orchestrator.Workflows;

namespace Microsoft.Extensions.DependencyInjection;

public static class VcdServiceCollectionExtensions
{
    /// <summary>Adds vCloud Director: client, activities <c>Vcd.*</c>, and the synchronisation of its organisations into the tenant directory.</summary>
    public static IServiceCollection AddVCloud(this IServiceCollection services, Action<VcdOptions>? configure = null)
    {
        var options = services.AddOptions<VcdOptions>().ValidateDataAnnotations().ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        services.AddHttpClient(VcdClient.HttpClientName)
            .ConfigureHttpClient((provider, http) => http.Timeout = TimeSpan.FromSeconds(provider.GetRequiredService<IOptions<VcdOptions>>().Value.RequestTimeoutSeconds))
            .ConfigurePrimaryHttpMessageHandler(Handler);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<VcdClient>();
        services.TryAddSingleton<VcdQuery>();
        services.TryAddSingleton<VcdOrganizations>();
        services.TryAddSingleton<VcdVApps>();
        services.TryAddSingleton<VcdVms>();
        services.TryAddSingleton<VcdInventory>();
        services.TryAddSingleton<VcdTasks>();
        services.TryAddSingleton<VcdPools>();
        services.TryAddSingleton<VcdExtensionServices>();
        services.TryAddSingleton<VcdBlockingTasks>();
        services.TryAddSingleton<VcdMqttExtension>();
        services.TryAddSingleton<IVcdBusAccess>(provider => provider.GetRequiredService<VcdMqttExtension>());
        services.TryAddSingleton<WantedRoutes>();
        services.TryAddSingleton<IVcdExtension, VcdExtension>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IRightNames, VcdRightNames>());
        services.AddHostedService<ExtensionKeeper>();
        services.TryAddSingleton<OrganizationSync>();
        services.TryAddSingleton<IOrganizationSync>(provider => provider.GetRequiredService<OrganizationSync>());
        services.AddSingleton<ITenantSource>(provider => provider.GetRequiredService<OrganizationSync>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<OrganizationSync>());
        return services.AddActivitiesFrom<DeployVm>();
    }

    private static SocketsHttpHandler Handler(IServiceProvider provider)
    {
        // Redirects are not followed: the token must not reach another host.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        if (provider.GetRequiredService<IOptions<VcdOptions>>().Value.AcceptAnyCertificate)
        {
#pragma warning disable CA5359 // The operator has asked for it, for test systems.
            handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        return handler;
    }
}
