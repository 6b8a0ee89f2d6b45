using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Orchestrator.Server.Cli;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Telemetry;

internal static class TelemetryComposition
{
    private const string Own = "orchestrator.*";

    /// <summary>
    /// Keeps traces together, and sends spans and metrics to the collector when there is one. Sampling, headers and intervals are those of OpenTelemetry's own environment
    /// variables (<c>OTEL_TRACES_SAMPLER</c>, <c>OTEL_EXPORTER_OTLP_HEADERS</c>, <c>OTEL_METRIC_EXPORT_INTERVAL</c>, <c>OTEL_RESOURCE_ATTRIBUTES</c>).
    /// </summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, ServerOptions options)
    {
        services.AddHostedService<TraceContinuity>();
        if (options.Otlp is null)
            return services;
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("orchestrator", serviceVersion: OrchestratorCommand.Version).AddEnvironmentVariableDetector())
            .WithTracing(tracing => tracing
                .AddSource(Own)
                .AddAspNetCoreInstrumentation(http => http.Filter = context => IsOfInterest(context.Request.Path))
                .AddHttpClientInstrumentation()
                .AddOtlpExporter(exporter => Configure(exporter, options, "v1/traces")))
            .WithMetrics(metrics => metrics
                .AddMeter(Own)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddOtlpExporter(exporter => Configure(exporter, options, "v1/metrics")));
        return services;
    }

    /// <summary>Files of the console and the questions of load balancers would hide the rest.</summary>
    private static bool IsOfInterest(PathString path) =>
        path.StartsWithSegments("/api") || path.StartsWithSegments("/elsa") || path.StartsWithSegments("/workflows");

    private static void Configure(OtlpExporterOptions exporter, ServerOptions options, string path)
    {
        exporter.Protocol = options.OtlpOverHttp ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        exporter.Endpoint = options.OtlpOverHttp ? new Uri($"{options.Otlp!.ToString().TrimEnd('/')}/{path}") : options.Otlp!;
    }
}
