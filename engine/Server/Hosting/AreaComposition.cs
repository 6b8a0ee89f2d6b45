using System.Net;
using Microsoft.Extensions.Options;
using Orchestrator.Activities.Billing;
using Orchestrator.Activities.Messaging.Amqp;
using Orchestrator.Activities.Messaging.Mqtt;
using Orchestrator.Activities.Messaging.Snmp;
using Orchestrator.Activities.Messaging.Snmp.Rest;
using Orchestrator.Activities.Messaging.Vcd.WebHooks;
using Orchestrator.Activities.VCloud;

namespace Orchestrator.Server.Hosting;

internal static class AreaComposition
{
    /// <summary>Adds the areas with what flags, environment and lab say about the systems around.</summary>
    public static IServiceCollection AddAreas(this IServiceCollection services, ServerOptions options, EmbeddedLab? lab)
    {
        var vcd = options.Vcd ?? lab?.Vcd;
        var vrops = options.Vrops ?? lab?.Vrops;
        services.AddOptions<SnmpTrapOptions>().BindConfiguration("Snmp");
        services.AddSnmpTraps(snmp => snmp.Listen = options.Snmp);
        services.AddOptions<AmqpOptions>().BindConfiguration("Amqp");
        services.AddAmqp(amqp => amqp.Uri = options.Amqp);
        services.AddOptions<MqttOptions>().Configure(mqtt => mqtt.IsEnabled = lab is not null && options.Amqp is null).BindConfiguration("Mqtt");
        services.AddVcdMqtt();
        services.AddVcdWebHooks();
        services.AddOptions<VcdOptions>().Configure<IOptions<MqttOptions>>((cloud, mqtt) =>
        {
            cloud.UsesMqtt = mqtt.Value.IsEnabled;
            cloud.RegistersExtension = vcd is not null && (mqtt.Value.IsEnabled || options.Amqp is not null);
        });
        services.AddVCloud(cloud =>
        {
            cloud.Url = vcd?.Url;
            cloud.User = vcd?.User ?? cloud.User;
            cloud.Password = vcd?.Password ?? "";
            cloud.Org = vcd?.Org ?? cloud.Org;
        });
        services.AddVrops(operations =>
        {
            operations.Url = vrops?.Url;
            operations.User = vrops?.User ?? operations.User;
            operations.Password = vrops?.Password ?? "";
            if (options.Snmp is not { Port: > 0 } snmp)
                return;
            operations.TrapPort = snmp.Port;
            if (!snmp.Address.Equals(IPAddress.Any) && !snmp.Address.Equals(IPAddress.IPv6Any))
                operations.TrapHost = snmp.Address.ToString();
        });
        services.AddAutoscaling(scaling =>
        {
            scaling.SeedsLabRule = lab is not null;
            scaling.RegistersApi = options.Amqp is not null && vcd is not null;
        });
        services.AddFunctions(functions =>
        {
            functions.Docker = options.Docker;
            functions.RegistersApi = options.Amqp is not null && vcd is not null;
        });
        services.AddOptions<BillingOptions>().BindConfiguration("Billing");
        services.AddBilling(billing => billing.WriteSamples = lab is not null);
        return services;
    }

    /// <summary>REST of the areas beside the tenant API.</summary>
    public static void MapAreas(this IEndpointRouteBuilder endpoints)
    {
        var signedIn = endpoints.MapGroup("").RequireAuthorization();
        signedIn.MapTraps();
        signedIn.MapSnmp();
        signedIn.MapDeadLetters();
        signedIn.MapQueueGrants();
        endpoints.MapVcdWebHooks();
    }

    /// <summary>Real port of the trap listener; null when it is off.</summary>
    public static int? GetSnmpPort(this IServiceProvider services) => services.GetRequiredService<ISnmpTrapListener>().LocalEndPoint?.Port;
}
