using System.Net;

namespace Orchestrator.Server.Hosting;

/// <summary>What <c>orchestrator serve</c> was told by flags and environment.</summary>
public sealed record ServerOptions
{
    /// <summary>Folder of database, keys and spool; made with mode 0700. Absolute.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Addresses of HTTP, separated by semicolons; port 0 takes a free one. Default <c>http://127.0.0.1:8080</c>.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:8080";

    /// <summary>UDP address of the SNMP trap listener; port 0 takes a free one; null: off. Default 127.0.0.1:1162.</summary>
    public IPEndPoint? Snmp { get; init; } = new(IPAddress.Loopback, 1162);

    /// <summary>File of the key that encrypts secrets; null: <c>secrets.key</c> in the data folder. Nodes of one database share it.</summary>
    public string? SecretKeyFile { get; init; }

    /// <summary>RabbitMQ; null: off.</summary>
    public Uri? Amqp { get; init; }

    /// <summary>Npgsql connection string; null: SQLite in the data folder.</summary>
    public string? PostgreSql { get; init; }

    /// <summary>Runs simulated vCD and vROps in this process. Default off.</summary>
    public bool Lab { get; init; }

    /// <summary><c>auto</c> (the local engine's socket when it is there), <c>none</c>, or an address such as <c>unix:///var/run/docker.sock</c>. Default auto.</summary>
    public string Docker { get; init; } = "auto";

    /// <summary>vCloud Director; null: none (or the lab's).</summary>
    public RemoteSystem? Vcd { get; init; }

    /// <summary>vRealize/Aria Operations; null: none (or the lab's).</summary>
    public RemoteSystem? Vrops { get; init; }

    /// <summary>How long an HTTP request of the tenant API waits for the workflow's reply before it is answered 202. Default 30 s.</summary>
    public TimeSpan ReplyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Largest request body in bytes. Default 32 MiB, so that inputs of 10 MB fit with their escapes.</summary>
    public long MaxRequestBody { get; init; } = 32 * 1024 * 1024;

    /// <summary>Flowcharts join branches in counter mode instead of token mode. Default off.</summary>
    public bool CountsFlowcharts { get; init; }

    /// <summary>A fault ends workflows that name no incident strategy, instead of letting other branches go on. Default off.</summary>
    public bool FaultsWorkflows { get; init; }

    /// <summary>The output of Liquid tags is not escaped for HTML. Default off.</summary>
    public bool LeavesLiquidPlain { get; init; }

    /// <summary>Folder of assemblies with activities and workflows of your own; null: none. Absolute.</summary>
    public string? ModuleFolder { get; init; }

    /// <summary>OpenTelemetry collector that spans and metrics are sent to by OTLP; null: nowhere. Default none.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>The collector is spoken to by OTLP over HTTP (<c>/v1/traces</c> and <c>/v1/metrics</c> are appended) instead of gRPC. Default off.</summary>
    public bool OtlpOverHttp { get; init; }

    /// <summary>Least severe level that is logged. Default Information.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>Log lines as JSON instead of text. Default off.</summary>
    public bool JsonLogs { get; init; }

    /// <summary>Folder with the built console; null: the published <c>wwwroot/console</c>, else <c>designer/dist</c> of the source tree.</summary>
    public string? ConsoleFolder { get; init; }
}
