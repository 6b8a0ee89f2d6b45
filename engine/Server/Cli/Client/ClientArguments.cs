using System.CommandLine;
using System.Text.Json;
using Orchestrator.Server.FirstStart;
using Orchestrator.Server.Hosting;
using Orchestrator.Workflows;

namespace Orchestrator.Server.Cli.Client;

/// <summary>The options of every command that talks to a server: which one, as whom, and how to print.</summary>
internal sealed class ClientArguments
{
    private const string DefaultUrl = "http://127.0.0.1:8080";

    public EnvironmentOption Url { get; } = Recursive(EnvironmentOption.Text("--url", "ORCHESTRATOR_URL", "URL", "The server; without it the one of the data folder, else http://127.0.0.1:8080."));

    public EnvironmentOption Key { get; } = Recursive(EnvironmentOption.Text("--key", "ORCHESTRATOR_KEY", "KEY", "API key; without it the one of the data folder. Prefer the environment."));

    public EnvironmentOption Data { get; } = Recursive(EnvironmentOption.Text("--data", "ORCHESTRATOR_DATA", "DIR", "Data folder of a local server, whose initial-credentials.json is read.", "./data"));

    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON for machines instead of a table.", Recursive = true };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[Url, Key, Data, Json])
            command.Add(option);
    }

    public Printer Printer(ParseResult parsed) => new(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, parsed.GetValue(Json));

    public ApiClient Connect(ParseResult parsed)
    {
        var known = ReadCredentials(Path.Combine(Data.Of(parsed)!, CredentialSeeder.FileName));
        var url = Url.Of(parsed) ?? known?.Url ?? DefaultUrl;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new CliException($"--url: '{url}' is no http:// address.", ExitCode.Usage);
        var key = Key.Of(parsed) ?? known?.ApiKey
            ?? throw new CliException("There is no API key: give --key or ORCHESTRATOR_KEY, or --data with the folder of a local server.", ExitCode.Usage);
        return new ApiClient(address, key);
    }

    private static InitialCredentials? ReadCredentials(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<InitialCredentials>(File.ReadAllBytes(path), PlainJson.Options) : null;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new CliException($"'{path}' cannot be read: {exception.Message}", ExitCode.Usage, exception);
        }
    }

    private static EnvironmentOption Recursive(EnvironmentOption option)
    {
        option.Recursive = true;
        return option;
    }
}
