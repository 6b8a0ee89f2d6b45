using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server;

/// <summary>The command as people start it.</summary>
public sealed class CommandLineTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("--urls: 'nonsense' is no address", "serve", "--urls", "nonsense")]
    [InlineData("--snmp: '1162' is neither", "serve", "--snmp", "1162")]
    [InlineData("--amqp: the value is no amqp:// address", "serve", "--amqp", "http://localhost")]
    [InlineData("--docker: 'maybe' is neither", "serve", "--docker", "maybe")]
    [InlineData("give --vcd-user and --vcd-password too", "serve", "--vcd-url", "https://vcd.example")]
    [InlineData("--log-level: 'Loud' is no log level", "serve", "--log-level", "Loud")]
    [InlineData("'--nonsense'", "serve", "--nonsense")]
    [InlineData("'dance'", "dance")]
    public async Task A_wrong_flag_is_one_sentence_and_exit_code_2(string expected, params string[] arguments)
    {
        var (code, _, error) = await RunAsync(arguments);

        Assert.Equal(2, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    [Fact]
    public async Task A_port_in_use_is_one_sentence_and_exit_code_3()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        using var folder = new TemporaryFolder();

        var (code, _, error) = await RunAsync("serve", "--data", folder.Path, "--snmp", "off", "--urls", $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}");

        Assert.Equal(3, code);
        Assert.Contains("is in use by another process", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_one_sentence_and_exit_code_3()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "");

        var (code, _, error) = await RunAsync("serve", "--data", Path.Combine(file, "data"));

        Assert.Equal(3, code);
        Assert.Contains("cannot be written to", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_away_is_one_sentence_without_its_password_and_exit_code_3()
    {
        using var folder = new TemporaryFolder();

        var (code, output, error) = await RunAsync("serve", "--data", folder.Path, "--snmp", "off", "--db", "Host=127.0.0.1;Port=1;Username=u;Password=very-secret;Database=d;Timeout=2");

        Assert.Equal(3, code);
        Assert.Contains("The database cannot be used", error, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_the_flags_and_version_the_version()
    {
        var help = await RunAsync("serve", "--help");
        var version = await RunAsync("version");

        Assert.Equal(0, help.Code);
        foreach (var flag in (string[])["--data", "--urls", "--snmp", "--amqp", "--db", "--lab", "--no-lab", "--docker", "ORCHESTRATOR_DATA"])
            Assert.Contains(flag, help.Output, StringComparison.Ordinal);
        Assert.StartsWith("orchestrator 0.", version.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_started_server_says_where_it_is_and_stops_in_order()
    {
        using var folder = new TemporaryFolder();
        using var process = Start("serve", "--data", folder.Path, "--snmp", "127.0.0.1:0", "--urls", "http://127.0.0.1:0", "--lab");
        var log = process.StandardError.ReadToEndAsync();
        var seen = new List<string>();
        while (!seen.Any(line => line.Contains("snmptrap", StringComparison.Ordinal)))
            seen.Add(await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) ?? throw new InvalidOperationException($"The server ended before it was ready: {string.Join('\n', seen)}{await log}"));
        var credentials = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder.Path, "initial-credentials.json")))!;
        using var client = new HttpClient { BaseAddress = new Uri(credentials["url"]!.GetValue<string>()) };
        var ready = await client.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Contains(seen, line => line.Contains(credentials["adminPassword"]!.GetValue<string>(), StringComparison.Ordinal));
        Terminate(process);
        var rest = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(0, process.ExitCode);
        Assert.DoesNotContain("fail:", await rest, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, await output, await error);
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "orchestrator.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    private static void Terminate(Process process) => Assert.Equal(0, Kill(process.Id, 15));

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
