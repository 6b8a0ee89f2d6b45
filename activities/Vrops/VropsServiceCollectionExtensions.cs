using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orchestrator.Activities.Vrops;
using Orchestrator.Workflows;

namespace Microsoft.Extensions.DependencyInjection;

public static class VropsServiceCollectionExtensions
{
    /// <summary>Adds vRealize Operations: client and activities <c>Vrops.*</c>.</summary>
    public static IServiceCollection AddVrops(this IServiceCollection services, Action<VropsOptions>? configure = null)
    {
        var options = services.AddOptions<VropsOptions>().ValidateDataAnnotations().ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        services.AddHttpClient(VropsClient.HttpClientName)
            .ConfigureHttpClient((provider, http) => http.Timeout = TimeSpan.FromSeconds(provider.GetRequiredService<IOptions<VropsOptions>>().Value.RequestTimeoutSeconds))
            .ConfigurePrimaryHttpMessageHandler(Handler);
        services.TryAddSingleton<VropsClient>();
        services.TryAddSingleton<VropsResources>();
        services.TryAddSingleton<VropsAlerting>();
        return services.AddActivitiesFrom<AddGroupMember>();
    }

    private static SocketsHttpHandler Handler(IServiceProvider provider)
    {
        // Redirects are not followed: the token must not reach another host.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        if (provider.GetRequiredService<IOptions<VropsOptions>>().Value.AcceptAnyCertificate)
        {
#pragma warning disable CA5359 // The operator has asked for it, for test systems.
            handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        return handler;
    }
}
