using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server;

/// <summary>Requests that workflows send, to workflows of the same server.</summary>
public sealed class HttpRequestActivityTests(SharedServer shared)
{
    private readonly TestServer _server = shared.It;

    private static string Endpoint(string path) => $$$"""
        {"id":"in","type":"Elsa.HttpEndpoint","version":1,"customProperties":{"canStartWorkflow":true},"path":{"typeName":"String","expression":{"type":"Literal","value":"{{{path}}}"} } }
        """;

    private static string Answer(string id, string script, string status = "OK") => $$$"""
        {"id":"{{{id}}}","type":"Elsa.WriteHttpResponse","version":1,"statusCode":{"typeName":"HttpStatusCode","expression":{"type":"Literal","value":"{{{status}}}"}},
         "content":{"typeName":"Object","expression":{"type":"JavaScript","value":"{{{script}}}"} } }
        """;

    private string Send(string type, string path, string more) => $$$"""
        {"id":"send","type":"Elsa.{{{type}}}","version":1,"url":{"typeName":"Uri","expression":{"type":"Literal","value":"{{{(path.StartsWith("http", StringComparison.Ordinal) ? path : new Uri(_server.Client().BaseAddress!, path).ToString())}}}"} },
         {{{more}}}"result":{"typeName":"Object","memoryReference":{"id":"Body"} } }
        """;

    private async Task<string> AskAsync(string id, params string[] activities)
    {
        await _server.PublishAsync(id, [Endpoint(id), .. activities, Answer("last", "variables.Route ?? 'nothing'")]);
        using var client = _server.Client();
        return await (await client.GetAsync($"/workflows/{id}")).Content.ReadAsStringAsync();
    }

    private static string Note(string id, string text) => $$$"""
        {"id":"{{{id}}}","type":"Elsa.SetVariable","version":1,"variable":{"id":"Route"},"value":{"typeName":"Object","expression":{"type":"JavaScript","value":"{{{text}}}"} } }
        """;

    private static string Ports(string prefix) => $$$"""
        "expectedStatusCodes":[{"statusCode":200,"activity":{{{Note($"{prefix}200", "'200 ' + variables.Body.body")}}}},{"statusCode":201,"activity":{{{Note($"{prefix}201", "'201'")}}} }],
        "unmatchedStatusCode":{{{Note($"{prefix}u", "'unmatched ' + variables.Body.statusCode")}}},"failedToConnect":{{{Note($"{prefix}f", "'no connection'")}}},
        """;

    [Theory]
    [InlineData("OK", "200 \"x\"")]
    [InlineData("Created", "201")]
    [InlineData("Conflict", "unmatched 409")]
    public async Task The_activity_of_the_status_code_runs(string status, string text)
    {
        await _server.PublishAsync($"req-target-{status}", Endpoint($"req-target-{status}"), Answer("out", "JSON.stringify('x')", status));

        Assert.Equal(text, await AskAsync($"req-{status}", Send("SendHttpRequest", $"/workflows/req-target-{status}", Ports("p"))));
    }

    [Fact]
    public async Task Nobody_there_runs_the_activity_for_it() =>
        Assert.Equal("no connection", await AskAsync("req-nobody", Send("SendHttpRequest", "http://127.0.0.1:9/", Ports("n"))));

    [Fact]
    public async Task Without_an_activity_for_the_case_the_workflow_goes_on() =>
        Assert.Equal("nothing", await AskAsync("req-plain", Send("SendHttpRequest", "http://127.0.0.1:9/", "")));

    [Fact]
    public async Task A_file_is_downloaded_with_its_name()
    {
        const string File = """
            {"id":"out","type":"Elsa.WriteFileHttpResponse","version":1,"filename":{"typeName":"String","expression":{"type":"Literal","value":"a.txt"}},"content":{"typeName":"Object","expression":{"type":"Literal","value":"hello"}}}
            """;
        await _server.PublishAsync("req-file", Endpoint("req-file"), File);

        var text = await AskAsync("req-download", Send("DownloadHttpFile", "/workflows/req-file", ""), Note("note", "variables.Body.fileName + ' ' + bytesToString(variables.Body.content)"));

        Assert.Equal("a.txt hello", text);
    }
}
