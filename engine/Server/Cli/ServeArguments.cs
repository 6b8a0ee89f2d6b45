using System.CommandLine;

namespace Orchestrator.Server.Cli;

/// <summary>The options of <c>orchestrator serve</c>.</summary>
internal sealed class ServeArguments
{
    public EnvironmentOption Data { get; } = EnvironmentOption.Text("--data", "ORCHESTRATOR_DATA", "DIR", "Folder for database, keys and initial credentials.", "./data");

    public EnvironmentOption SecretKeyFile { get; } = EnvironmentOption.Text(
        "--secret-key-file", "ORCHESTRATOR_SECRET_KEY_FILE", "FILE", "Key that encrypts secrets; nodes of one database share it. Default: secrets.key in the data folder.");

    public EnvironmentOption Urls { get; } =
        EnvironmentOption.Text("--urls", "ORCHESTRATOR_URLS", "URL[;URL]", "Where HTTP listens; port 0 takes a free port.", "http://127.0.0.1:8080");

    public EnvironmentOption Snmp { get; } =
        EnvironmentOption.Text("--snmp", "ORCHESTRATOR_SNMP", "IP:PORT|off", "Where SNMP traps and informs arrive (UDP).", "127.0.0.1:1162");

    public EnvironmentOption Amqp { get; } =
        EnvironmentOption.Text("--amqp", "ORCHESTRATOR_AMQP", "URI", "RabbitMQ for vCD's API extension, such as amqp://user:password@host:5672/vhost.");

    public EnvironmentOption Db { get; } =
        EnvironmentOption.Text("--db", "ORCHESTRATOR_DB", "CONNECTION", "PostgreSQL, such as 'Host=db;Username=u;Password=p;Database=orchestrator'; without it SQLite in the data folder.");

    public Option<bool> Lab { get; } = new("--lab") { Description = "Run simulated vCD and vROps inside this process. [env: ORCHESTRATOR_LAB=true]", Arity = ArgumentArity.Zero };

    public Option<bool> NoLab { get; } = new("--no-lab") { Description = "Do not run the lab; wins over --lab.", Arity = ArgumentArity.Zero };

    public EnvironmentOption Docker { get; } =
        EnvironmentOption.Text("--docker", "ORCHESTRATOR_DOCKER", "auto|none|URI", "Docker Engine that runs functions, such as unix:///var/run/docker.sock; none: embedded sandbox.", "auto");

    public EnvironmentOption VcdUrl { get; } = EnvironmentOption.Text("--vcd-url", "ORCHESTRATOR_VCD_URL", "URL", "vCloud Director.");

    public EnvironmentOption VcdUser { get; } = EnvironmentOption.Text("--vcd-user", "ORCHESTRATOR_VCD_USER", "USER[@ORG]", "User of vCD; a provider administrator.");

    public EnvironmentOption VcdPassword { get; } =
        EnvironmentOption.Text("--vcd-password", "ORCHESTRATOR_VCD_PASSWORD", "PASSWORD", "Its password; prefer the environment, which other users cannot list.");

    public EnvironmentOption VropsUrl { get; } = EnvironmentOption.Text("--vrops-url", "ORCHESTRATOR_VROPS_URL", "URL", "vRealize/Aria Operations.");

    public EnvironmentOption VropsUser { get; } = EnvironmentOption.Text("--vrops-user", "ORCHESTRATOR_VROPS_USER", "USER", "User of vROps.");

    public EnvironmentOption VropsPassword { get; } = EnvironmentOption.Text("--vrops-password", "ORCHESTRATOR_VROPS_PASSWORD", "PASSWORD", "Its password; prefer the environment.");

    public EnvironmentOption ReplyTimeout { get; } =
        EnvironmentOption.Text("--reply-timeout", "ORCHESTRATOR_REPLY_TIMEOUT", "SECONDS", "How long a tenant API request waits for its workflow before it is answered 202.", "30");

    public EnvironmentOption FlowchartMode { get; } = EnvironmentOption.Text(
        "--flowchart-mode", "ORCHESTRATOR_FLOWCHART_MODE", "token|counter", "How flowcharts join branches; as Elsa's reference server or as its library.", "token");

    public EnvironmentOption IncidentStrategy { get; } = EnvironmentOption.Text(
        "--incident-strategy", "ORCHESTRATOR_INCIDENT_STRATEGY", "continue|fault", "What a fault does to workflows that do not say it: other branches go on, or the workflow ends.", "continue");

    public EnvironmentOption LiquidEncoding { get; } = EnvironmentOption.Text(
        "--liquid-encoding", "ORCHESTRATOR_LIQUID_ENCODING", "html|none", "Whether the output of Liquid tags is escaped for HTML.", "html");

    public EnvironmentOption Modules { get; } =
        EnvironmentOption.Text("--modules", "ORCHESTRATOR_MODULES", "DIR", "Folder of assemblies with activities and workflows of your own; their code runs inside the server.");

    public EnvironmentOption Otlp { get; } = EnvironmentOption.Text(
        "--otlp", "ORCHESTRATOR_OTLP", "URL", "OpenTelemetry collector that takes spans and metrics, such as http://127.0.0.1:4317. OTEL_EXPORTER_OTLP_ENDPOINT works too.");

    public EnvironmentOption OtlpProtocol { get; } = EnvironmentOption.Text("--otlp-protocol", "ORCHESTRATOR_OTLP_PROTOCOL", "grpc|http", "How it is spoken to.", "grpc");

    public EnvironmentOption LogLevel { get; } =
        EnvironmentOption.Text("--log-level", "ORCHESTRATOR_LOG_LEVEL", "LEVEL", "Trace, Debug, Information, Warning, Error.", "Information");

    public EnvironmentOption LogFormat { get; } = EnvironmentOption.Text("--log-format", "ORCHESTRATOR_LOG_FORMAT", "text|json", "Form of log lines.", "text");

    public IEnumerable<Option> All =>
        [Data, SecretKeyFile, Urls, Snmp, Amqp, Db, Lab, NoLab, Docker, VcdUrl, VcdUser, VcdPassword, VropsUrl, VropsUser, VropsPassword, ReplyTimeout, FlowchartMode, IncidentStrategy, LiquidEncoding, Modules, Otlp, OtlpProtocol, LogLevel, LogFormat];
}
