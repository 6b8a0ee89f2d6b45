using System.Diagnostics;
using System.Text.Json.Nodes;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server.Cli;

/// <summary>What the real command printed and how it ended.</summary>
internal sealed record CommandRun(int Code, string Output, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public JsonNode Json => JsonNode.Parse(Output)!;

    public static Task<CommandRun> OnAsync(TestServer server, params string[] arguments) => OfAsync(
        new Dictionary<string, string> { ["ORCHESTRATOR_URL"] = server.Server.Url, ["ORCHESTRATOR_KEY"] = server.Server.FirstStart.Credentials!.ApiKey }, arguments);

    public static async Task<CommandRun> OfAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "orchestrator.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        return new CommandRun(process.ExitCode, await output, await error);
    }

    /// <summary>Fails with all that was printed when the exit code is another.</summary>
    public CommandRun Expect(int code)
    {
        Assert.True(Code == code, $"Exit code {Code} instead of {code}.\n{Output}\n{Error}");
        return this;
    }
}
