using System.Net;
using System.Text;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server;

public sealed class HttpFileTests(SharedServer shared)
{
    private readonly TestServer _server = shared.It;

    private static string Upload(string id, string more) => $$$"""
        {"id":"in","type":"Elsa.HttpEndpoint","version":1,"customProperties":{"canStartWorkflow":true},
         "path":{"typeName":"String","expression":{"type":"Literal","value":"{{{id}}}"}},
         "supportedMethods":{"typeName":"String[]","expression":{"type":"Object","value":"[\"POST\",\"GET\"]"}},{{{more}}}
         "parsedContent":{"typeName":"Object","memoryReference":{"id":"Body"}},
         "file":{"typeName":"Object","memoryReference":{"id":"Route"}} }
        """;

    private static string Answer(string script) => $$$"""
        {"id":"out","type":"Elsa.WriteHttpResponse","version":1,"content":{"typeName":"Object","expression":{"type":"JavaScript","value":"{{{script}}}"} } }
        """;

    private static MultipartFormDataContent Form(string name, string type, string text)
    {
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        file.Headers.ContentType = new(type);
        return new MultipartFormDataContent { { file, "upload", name }, { new StringContent("Ann"), "who" } };
    }

    private const string Limits = """
        "fileSizeLimit":{"typeName":"Int64","expression":{"type":"Literal","value":"10"}},
        "allowedFileExtensions":{"typeName":"String[]","expression":{"type":"Object","value":"[\".txt\",\"md\"]"}},
        "allowedMimeTypes":{"typeName":"String[]","expression":{"type":"Object","value":"[\"text/plain\"]"}},
        """;

    [Fact]
    public async Task A_form_brings_its_fields_and_files()
    {
        await _server.PublishAsync("file-form", Upload("file-form", ""), Answer("variables.Body.who + ' ' + variables.Route.fileName + ' ' + bytesToString(variables.Route.content)"));
        using var client = _server.Client();
        using var form = Form("a.txt", "text/plain", "hello");

        var answer = await client.PostAsync("/workflows/file-form", form);

        Assert.Equal("Ann a.txt hello", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("a.txt", "text/plain", "short", HttpStatusCode.OK)]
    [InlineData("a.txt", "text/plain", "much too long", HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("a.exe", "text/plain", "short", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("a.md", "text/markdown", "short", HttpStatusCode.UnsupportedMediaType)]
    public async Task A_file_beyond_the_limits_is_refused(string name, string type, string text, HttpStatusCode status)
    {
        await _server.PublishAsync("file-limits", Upload("file-limits", Limits), Answer("'taken'"));
        using var client = _server.Client();
        using var form = Form(name, type, text);

        Assert.Equal(status, (await client.PostAsync("/workflows/file-limits", form)).StatusCode);
    }

    [Fact]
    public async Task A_limit_may_be_an_outcome_of_the_workflow()
    {
        var flow = $$$"""
            {"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
              {{{Upload("file-outcome", Limits + "\"exposeFileTooLargeOutcome\":true,")}}},{{{Answer("'too large, says the workflow'")}}}],
             "connections":[{"source":{"activity":"in","port":"File too large"},"target":{"activity":"out","port":"In"} }]}
            """;
        await _server.PublishAsync("file-outcome", flow);
        using var client = _server.Client();
        using var form = Form("a.txt", "text/plain", "much too long");

        var answer = await client.PostAsync("/workflows/file-outcome", form);

        Assert.Equal("too large, says the workflow", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_file_goes_out_whole_or_in_part()
    {
        const string File = """
            {"id":"out","type":"Elsa.WriteFileHttpResponse","version":1,"filename":{"typeName":"String","expression":{"type":"Literal","value":"report.txt"}},
             "entityTag":{"typeName":"String","expression":{"type":"Literal","value":"v1"}},
             "enableResumableDownloads":{"typeName":"Boolean","expression":{"type":"Literal","value":"true"}},
             "content":{"typeName":"Object","expression":{"type":"Literal","value":"0123456789"}}}
            """;
        await _server.PublishAsync("file-out", Upload("file-out", ""), File);
        using var client = _server.Client();

        var whole = await client.GetAsync("/workflows/file-out");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/workflows/file-out") { Headers = { Range = new(2, 4) } };
        var part = await client.SendAsync(request);

        Assert.Equal("0123456789", await whole.Content.ReadAsStringAsync());
        Assert.Equal("report.txt", whole.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal("\"v1\"", whole.Headers.ETag!.Tag);
        Assert.Equal((HttpStatusCode.PartialContent, "234"), (part.StatusCode, await part.Content.ReadAsStringAsync()));
    }

    private static string Resumable(string more) => $$$"""
        {"id":"out","type":"Elsa.WriteFileHttpResponse","version":1,"enableResumableDownloads":{"typeName":"Boolean","expression":{"type":"Literal","value":"true"}},{{{more}}}
         "content":{"typeName":"Object","expression":{"type":"JavaScript","value":"getWorkflowInstanceId().substring(0,4) + newGuidString()"} } }
        """;

    private static async Task<HttpResponseMessage> DownloadAsync(HttpClient client, string path, string? id, int? from = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (id is not null)
            request.Headers.Add("X-Download-Id", id);
        if (from is not null)
            request.Headers.Range = new(from, null);
        return await client.SendAsync(request);
    }

    [Theory]
    [InlineData("file-resume-header", "", "d1")]
    [InlineData("file-resume-input", """ "downloadCorrelationId":{"typeName":"String","expression":{"type":"Literal","value":"d2"}}, """, null)]
    public async Task A_resumed_download_goes_on_with_the_same_file(string name, string input, string? header)
    {
        await _server.PublishAsync(name, Upload(name, ""), Resumable(input));
        using var client = _server.Client();
        var path = $"/workflows/{name}";

        var first = await DownloadAsync(client, path, header);
        var rest = await DownloadAsync(client, path, header, from: 10);
        var anew = await DownloadAsync(client, path, header);

        var text = await first.Content.ReadAsStringAsync();
        Assert.Equal((HttpStatusCode.PartialContent, text[10..]), (rest.StatusCode, await rest.Content.ReadAsStringAsync()));
        Assert.Equal(first.Headers.ETag, rest.Headers.ETag);
        Assert.NotEqual(text, await anew.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_part_of_a_download_that_was_not_kept_is_one_of_a_new_file()
    {
        await _server.PublishAsync("file-resume-a", Upload("file-resume-a", ""), Resumable(""));
        await _server.PublishAsync("file-resume-b", Upload("file-resume-b", ""), Resumable(""));
        using var client = _server.Client();
        var text = await (await DownloadAsync(client, "/workflows/file-resume-a", "same")).Content.ReadAsStringAsync();

        var other = await DownloadAsync(client, "/workflows/file-resume-b", "same", from: 10);
        var unnamed = await DownloadAsync(client, "/workflows/file-resume-a", null, from: 10);

        Assert.Equal((HttpStatusCode.PartialContent, HttpStatusCode.PartialContent), (other.StatusCode, unnamed.StatusCode));
        Assert.DoesNotContain(text[10..], new[] { await other.Content.ReadAsStringAsync(), await unnamed.Content.ReadAsStringAsync() });
    }

    [Fact]
    public async Task A_started_instance_takes_the_id_that_the_request_names()
    {
        await _server.PublishAsync("file-id", Upload("file-id", ""), Answer("getWorkflowInstanceId() + ' ' + getCorrelationId()"));
        using var client = _server.Client();

        var answer = await client.GetAsync("/workflows/file-id?workflowInstanceId=my-own_1&correlationId=c7");

        Assert.Equal("my-own_1 c7", await answer.Content.ReadAsStringAsync());
    }
}
