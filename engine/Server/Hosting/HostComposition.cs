using Orchestrator.Persistence;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Api;
using Orchestrator.Runtime.Secrets;
using Orchestrator.Server.Auth;
using Orchestrator.Server.ConsolePages;
using Orchestrator.Server.Docs;
using Orchestrator.Server.ElsaApi;
using Orchestrator.Server.FirstStart;
using Orchestrator.Server.Health;
using Orchestrator.Server.HttpWorkflows;
using Orchestrator.Server.Problems;
using Orchestrator.Server.Rest;
using Orchestrator.Server.Rest.Idempotency;
using Orchestrator.Server.Studio;
using Orchestrator.Server.Telemetry;
using Orchestrator.Server.TenantApi;
using Orchestrator.Server.Torture;
using Orchestrator.Workflows;

namespace Orchestrator.Server.Hosting;

/// <summary>Puts the parts together: services, then the way of a request.</summary>
internal static class HostComposition
{
    public static WebApplication Build(ServerOptions options, DataFolder folder, EmbeddedLab? lab, Action<IServiceCollection> more)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        var gate = new StartupLogGate();
        builder.Logging.AddHostLogging(options, gate);
        builder.WebHost.UseUrls(options.Urls).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxRequestBody;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.MaxDepth = PlainJson.MaxDepth;
            json.SerializerOptions.Encoder = PlainJson.Options.Encoder;
            foreach (var converter in PlainJson.Options.Converters)
                json.SerializerOptions.Converters.Add(converter);
        });

        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(folder);
        builder.Services.AddSingleton(gate);
        builder.Services.AddSingleton(OffsetTimeProvider.FromEnvironment());
        builder.Services.AddTelemetry(options);
        builder.Services.AddOrchestratorPersistence(database =>
        {
            database.SqlitePath = options.PostgreSql is null ? DataFolders.PrepareDatabaseFile(folder) : null;
            database.PostgresConnectionString = options.PostgreSql;
        });
        builder.Services.Configure<SecretOptions>(secrets => secrets.KeyFile = options.SecretKeyFile);
        builder.Services.AddEngine(options);
        builder.Services.AddTenantApi();
        builder.Services.AddAreas(options, lab);
        builder.Services.AddSecurity();
        builder.Services.AddProblems();
        builder.Services.AddDocs();
        builder.Services.AddRest();
        builder.Services.AddElsaApi();
        builder.Services.AddHealth();
        builder.Services.AddHttpWorkflows();
        builder.Services.AddSingleton<TenantApiDoor>();
        builder.Services.AddSingleton<CredentialSeeder>();
        builder.Services.AddSingleton<Seeding>();

        builder.Services.AddModules(options.ModuleFolder);
        more(builder.Services);

        var app = builder.Build();
        app.UseProblems();
        app.UseSecurityHeaders();
        app.UseStudio(options);
        app.UseConsoleFiles(options);
        app.UseRouting();
        app.UseAuthentication();
        app.UseCrossSiteGuard();
        app.UseAuthorization();
        app.UseIdempotency();
        app.MapHealth();
        app.MapRest();
        app.MapElsaApi();
        app.MapAreas();
        app.MapTenantApi();
        app.MapHttpWorkflows();
        app.MapDocs();
        app.UseEndpoints(_ => { });
        app.RunConsolePage(options);
        return app;
    }
}
