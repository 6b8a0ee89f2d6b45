using Orchestrator.Tests.Server.Support;
using Orchestrator.Tests.Server.Telemetry;

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

    private static string Literal(string name, string type, string value) => $$$"""
        "{{{name}}}":{"typeName":"{{{type}}}","expression":{"type":"Literal","value":"{{{value}}}"} },
        """;

    [Theory]
    [InlineData("SendHttpRequest")]
    [InlineData("FlowSendHttpRequest")]
    [InlineData("DownloadHttpFile")]
    public async Task An_authorization_of_another_form_is_sent_only_when_it_is_not_to_be_checked(string type)
    {
        const string Odd = "key=1, (x)";
        await using var peer = await RecordingPeer.StartAsync();
        var id = $"req-authorization-{type}";

        var refused = await AskAsync($"{id}-checked", Send(type, peer.Url.ToString(), Literal("authorization", "String", Odd)));
        await AskAsync($"{id}-scheme", Send(type, peer.Url.ToString(), Literal("authorization", "String", "Bearer abc")));
        await AskAsync($"{id}-unchecked", Send(type, peer.Url.ToString(), Literal("authorization", "String", Odd) + Literal("disableAuthorizationHeaderValidation", "Boolean", "True")));

        Assert.Contains("Input 'Authorization' of activity 'send' is no scheme with credentials", refused, StringComparison.Ordinal);
        Assert.DoesNotContain(Odd, refused, StringComparison.Ordinal);
        Assert.Equal(["Bearer abc", Odd], peer.Requests.Select(request => request.Authorization));
    }

    [Theory]
    [InlineData("200", "200,Done")]
    [InlineData("201,202", "Unmatched status code,Done")]
    [InlineData("", "Done")]
    public async Task The_outcomes_of_a_response_are_its_code_when_it_is_expected_and_Done(string expected, string outcomes)
    {
        await using var peer = await RecordingPeer.StartAsync();
        var ports = new[] { "200", "Unmatched status code", "Done" };
        foreach (var type in new[] { "FlowSendHttpRequest", "DownloadHttpFile" })
        {
            var send = Send(type, peer.Url.ToString(), $$$""" "expectedStatusCodes":{"typeName":"List<Int32>","expression":{"type":"Object","value":"[{{{expected}}}]"} }, """);
            var notes = ports.Select((port, i) => Note($"n{i}", $"(variables.Route ? variables.Route + ',' : '') + '{port}'"));
            var connections = ports.Select((port, i) => $$$"""{"source":{"activity":"send","port":"{{{port}}}"},"target":{"activity":"n{{{i}}}","port":"In"} }""");
            var flow = $$$"""{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[{{{send}}},{{{string.Join(',', notes)}}}],"connections":[{{{string.Join(',', connections)}}}]}""";

            Assert.Equal(outcomes, await AskAsync($"req-outcomes-{type}-{expected}", flow));
        }
    }

    [Fact]
    public async Task A_download_gives_its_response_and_headers()
    {
        await _server.PublishAsync("req-headers-target", Endpoint("req-headers-target"), Answer("out", "'a,b'"));
        const string Script = "[getResponseFromSend().statusCode, getResponseFromSend().headers['Content-Length'], bytesToString(getResponseContentStreamFromSend()),"
            + " bytesToString(getResponseContentBytesFromSend()), getResponseContentHeadersFromSend()['Content-Type'], 'Date' in getResponseContentHeadersFromSend(), 'Date' in getResponseHeadersFromSend()].join('|')";

        var text = await AskAsync("req-headers", Send("DownloadHttpFile", "/workflows/req-headers-target", "\"name\":\"Send\","), Note("note", Script));

        Assert.Equal("200|3|a,b|a,b|text/plain; charset=utf-8|false|true", text);
    }

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
