using Orchestrator.Server.Cli;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Rest;

internal static class AboutEndpoints
{
    public static void MapAbout(this RouteGroupBuilder api) => api.MapGet("/about", About).AllowAnonymous().WithTags("Server")
        .WithSummary("What this server is and can do").Produces<AboutAnswer>();

    private static AboutAnswer About(ServerOptions options) => new(
        "Orchestrator",
        OrchestratorCommand.Version,
        options.Lab,
        new AboutFeatures(options.Docker != "none", options.Amqp is not null, options.Snmp is not null, options.PostgreSql is null ? "sqlite" : "postgresql"));

    /// <param name="Lab">vCD and vROps are simulated in this process.</param>
    internal sealed record AboutAnswer(string Name, string Version, bool Lab, AboutFeatures Features);

    /// <param name="Docker">Functions may run on a Docker Engine; false: in the embedded sandbox only.</param>
    /// <param name="Database"><c>sqlite</c> or <c>postgresql</c>.</param>
    internal sealed record AboutFeatures(bool Docker, bool Amqp, bool Snmp, string Database);
}
