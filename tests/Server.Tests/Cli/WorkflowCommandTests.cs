using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server.Cli;

/// <summary>The real command against a real server.</summary>
public sealed class WorkflowCommandTests(SharedServer shared) : IDisposable
{
    private const string Greet = """
        {"definitionId":"cli-greet","name":"Greet","inputs":[{"name":"guest","type":"String"}],"outputs":[{"name":"greeting","type":"String"}],
         "root":{"id":"s","type":"Elsa.Sequence","version":1,"activities":[
           {"id":"say","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"JavaScript","value":"'Hello ' + getInput('guest')"}}}]}}
        """;

    private const string Bad = """
        {"definitionId":"cli-bad","name":"Bad","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
          {"id":"a","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"JavaScript","value":"1 +"}}}],
          "connections":[{"source":{"activity":"a"},"target":{"activity":"z"}}]}}
        """;

    private readonly TestServer _server = shared.It;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Definitions_are_checked_imported_listed_run_and_exported()
    {
        var file = await WriteAsync("greet.json", Greet);

        var valid = (await RunAsync("workflow", "validate", file)).Expect(0);
        var imported = (await RunAsync("workflow", "import", _folder.Path, "--publish")).Expect(0);
        var listed = (await RunAsync("workflow", "list", "--search", "Greet", "--json")).Expect(0);
        var ran = (await RunAsync("workflow", "run", "cli-greet", "--set", "guest=Ann", "--follow")).Expect(0);
        var exported = (await RunAsync("workflow", "export", "cli-greet")).Expect(0);
        var zip = Path.Combine(_folder.Path, "all.zip");
        (await RunAsync("workflow", "export", "-o", zip)).Expect(0);

        Assert.Equal($"{file}: valid", valid.Output.Trim());
        Assert.Contains("cli-greet", imported.Output, StringComparison.Ordinal);
        Assert.Contains("Importing 1 file(s)", imported.Error, StringComparison.Ordinal);
        Assert.Contains(listed.Json.AsArray(), item => item!["definitionId"]!.GetValue<string>() == "cli-greet");
        Assert.Contains("Hello Ann", ran.Output, StringComparison.Ordinal);
        Assert.EndsWith("Finished", ran.Output.Trim(), StringComparison.Ordinal);
        Assert.Equal("cli-greet", exported.Json["definitionId"]!.GetValue<string>());
        Assert.Equal("PK"u8.ToArray(), (await File.ReadAllBytesAsync(zip))[..2]);
    }

    [Fact]
    public async Task Every_fault_of_every_file_is_printed_and_nothing_is_imported()
    {
        await WriteAsync("bad.json", Bad);
        await WriteAsync("good.json", Greet.Replace("cli-greet", "cli-never", StringComparison.Ordinal));

        var checkedFiles = (await RunAsync("workflow", "validate", _folder.Path)).Expect(5);
        var imported = (await RunAsync("workflow", "import", _folder.Path, "--publish")).Expect(5);
        (await RunAsync("workflow", "export", "cli-never")).Expect(5);

        Assert.Contains("bad.json: at fault", checkedFiles.Output, StringComparison.Ordinal);
        Assert.Contains("a.text:", checkedFiles.Output, StringComparison.Ordinal);
        Assert.Contains("f.connections:", checkedFiles.Output, StringComparison.Ordinal);
        Assert.Contains("good.json: valid", checkedFiles.Output, StringComparison.Ordinal);
        Assert.Contains("bad.json: Activity a, text", imported.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_away_a_wrong_key_and_no_key_have_their_own_exit_codes()
    {
        var away = await CommandRun.OfAsync(new() { ["ORCHESTRATOR_URL"] = "http://127.0.0.1:1", ["ORCHESTRATOR_KEY"] = "k" }, "workflow", "list");
        var wrong = await CommandRun.OfAsync(new() { ["ORCHESTRATOR_URL"] = _server.Server.Url, ["ORCHESTRATOR_KEY"] = "wrong" }, "workflow", "list");
        var none = await CommandRun.OfAsync([], "workflow", "list", "--data", _folder.Path);
        var fromFolder = await CommandRun.OfAsync([], "workflow", "list", "--data", _server.Folder);

        Assert.Contains("cannot be reached", away.Expect(4).Error, StringComparison.Ordinal);
        Assert.Contains("401", wrong.Expect(5).Error, StringComparison.Ordinal);
        Assert.Contains("ORCHESTRATOR_KEY", none.Expect(2).Error, StringComparison.Ordinal);
        Assert.Contains("functions-create", fromFolder.Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_shows_examples_and_no_secret_and_completion_asks_the_command()
    {
        var help = await CommandRun.OfAsync(new() { ["ORCHESTRATOR_KEY"] = "very-secret", ["ORCHESTRATOR_VCD_PASSWORD"] = "very-secret" }, "workflow", "run", "--help");
        var serve = await CommandRun.OfAsync(new() { ["ORCHESTRATOR_VCD_PASSWORD"] = "very-secret" }, "serve", "--help");
        var script = await CommandRun.OfAsync([], "completion", "bash");
        var suggested = await CommandRun.OfAsync([], "[suggest:22]", "orchestrator instance ");

        Assert.Contains("Example: orchestrator workflow run", help.Expect(0).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", help.Output + serve.Output, StringComparison.Ordinal);
        Assert.Contains("complete -o default -F _orchestrator orchestrator", script.Expect(0).Output, StringComparison.Ordinal);
        Assert.Contains("[suggest:", script.Output, StringComparison.Ordinal);
        Assert.Contains("why", suggested.Expect(0).Output.Split('\n').Select(line => line.Trim()));
        (await CommandRun.OfAsync([], "completion", "tcsh")).Expect(2);
    }

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OnAsync(_server, arguments);

    private async Task<string> WriteAsync(string name, string content)
    {
        var path = Path.Combine(_folder.Path, name);
        await File.WriteAllTextAsync(path, content);
        return path;
    }
}
