using System.CommandLine;
using System.Globalization;
using System.Net;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Cli;

/// <summary>Turns the parsed command line into options; every fault is one sentence that names the flag.</summary>
internal static class ServerOptionsReader
{
    public static ServerOptions Read(ParseResult parsed, ServeArguments arguments)
    {
        string? Value(EnvironmentOption option) => option.Of(parsed);

        return new ServerOptions
        {
            DataFolder = Path.GetFullPath(Value(arguments.Data)!),
            SecretKeyFile = Value(arguments.SecretKeyFile) is { } keyFile ? Path.GetFullPath(keyFile) : null,
            Urls = ReadUrls(Value(arguments.Urls)!),
            Snmp = ReadSnmp(Value(arguments.Snmp)!),
            Amqp = Value(arguments.Amqp) is { } amqp ? ReadUri(arguments.Amqp, amqp, "amqp", "amqps") : null,
            PostgreSql = Value(arguments.Db),
            Lab = !parsed.GetValue(arguments.NoLab) && (parsed.GetValue(arguments.Lab) || ReadFlag("ORCHESTRATOR_LAB")),
            Docker = ReadDocker(Value(arguments.Docker)!),
            Vcd = ReadVcd(Value(arguments.VcdUrl), Value(arguments.VcdUser), Value(arguments.VcdPassword), arguments),
            Vrops = ReadRemote("vROps", arguments.VropsUrl, Value(arguments.VropsUrl), Value(arguments.VropsUser), Value(arguments.VropsPassword)),
            ReplyTimeout = ReadSeconds(arguments.ReplyTimeout, Value(arguments.ReplyTimeout)!),
            CountsFlowcharts = ReadChoice(arguments.FlowchartMode, Value(arguments.FlowchartMode), "token", "counter"),
            FaultsWorkflows = ReadChoice(arguments.IncidentStrategy, Value(arguments.IncidentStrategy), "continue", "fault"),
            LeavesLiquidPlain = ReadChoice(arguments.LiquidEncoding, Value(arguments.LiquidEncoding), "html", "none"),
            ModuleFolder = Value(arguments.Modules) is { } modules ? Path.GetFullPath(modules) : null,
            Otlp = (Value(arguments.Otlp) ?? EnvironmentOption.Read("OTEL_EXPORTER_OTLP_ENDPOINT")) is { } collector ? ReadUri(arguments.Otlp, collector, "http", "https") : null,
            OtlpOverHttp = ReadChoice(arguments.OtlpProtocol, Value(arguments.OtlpProtocol), "grpc", "http"),
            LogLevel = Enum.TryParse<LogLevel>(Value(arguments.LogLevel), ignoreCase: true, out var level)
                ? level
                : throw Fault(arguments.LogLevel, Value(arguments.LogLevel), "is no log level: use Trace, Debug, Information, Warning or Error"),
            JsonLogs = Value(arguments.LogFormat) switch
            {
                "json" => true,
                "text" => false,
                var other => throw Fault(arguments.LogFormat, other, "is neither text nor json"),
            },
        };
    }

    internal static string ReadUrls(string text)
    {
        foreach (var url in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // Kestrel also takes * and + as host, which a Uri does not.
            var plain = url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
            if (!Uri.TryCreate(plain, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps) || uri.AbsolutePath != "/")
                throw new StartupException($"--urls: '{url}' is no address to listen on; write it like http://127.0.0.1:8080.") { ExitCode = ExitCode.Usage };
        }

        return text;
    }

    private static IPEndPoint? ReadSnmp(string text)
    {
        if (text.Equals("off", StringComparison.OrdinalIgnoreCase))
            return null;
        return text.Contains(':', StringComparison.Ordinal) && IPEndPoint.TryParse(text, out var endPoint)
            ? endPoint
            : throw new StartupException($"--snmp: '{text}' is neither IP:PORT, such as 127.0.0.1:1162, nor off.") { ExitCode = ExitCode.Usage };
    }

    private static string ReadDocker(string text)
    {
        if (text is "auto" or "none")
            return text;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "unix" or "tcp" or "http" or "https" or "npipe"
            ? text
            : throw new StartupException($"--docker: '{text}' is neither auto, none nor an address such as unix:///var/run/docker.sock.") { ExitCode = ExitCode.Usage };
    }

    private static RemoteSystem? ReadVcd(string? url, string? user, string? password, ServeArguments arguments)
    {
        var system = ReadRemote("vCD", arguments.VcdUrl, url, user, password);
        if (system is null)
            return null;
        var at = system.User.LastIndexOf('@');
        return at < 0 ? system : system with { User = system.User[..at], Org = system.User[(at + 1)..] };
    }

    private static RemoteSystem? ReadRemote(string name, Option<string?> option, string? url, string? user, string? password)
    {
        if (url is null)
            return null;
        var uri = ReadUri(option, url, "http", "https");
        return user is null || password is null
            ? throw new StartupException($"{option.Name} is given, but {name}'s user or password is not: give {option.Name.Replace("-url", "-user", StringComparison.Ordinal)} and {option.Name.Replace("-url", "-password", StringComparison.Ordinal)} too.") { ExitCode = ExitCode.Usage }
            : new RemoteSystem(uri, user, password);
    }

    internal static Uri ReadUri(Option<string?> option, string text, params string[] schemes) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && schemes.Contains(uri.Scheme)
            ? uri
            : throw new StartupException($"{option.Name}: the value is no {schemes[0]}:// address.") { ExitCode = ExitCode.Usage };

    private static TimeSpan ReadSeconds(Option<string?> option, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 3600
            ? TimeSpan.FromSeconds(seconds)
            : throw Fault(option, text, "is no number of seconds from 0 to 3600");

    private static bool ReadChoice(Option option, string? text, string usual, string other) =>
        text == other || (text == usual ? false : throw Fault(option, text, $"is neither {usual} nor {other}"));

    private static bool ReadFlag(string variable) => EnvironmentOption.Read(variable) is { } value && (value == "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase));

    private static StartupException Fault(Option option, string? value, string reason) => new($"{option.Name}: '{value}' {reason}.") { ExitCode = ExitCode.Usage };
}
