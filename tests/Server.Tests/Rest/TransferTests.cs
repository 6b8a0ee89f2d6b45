using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server.Rest;

/// <summary>Definitions as files, their versions, copies and labels.</summary>
public sealed class TransferTests(SharedServer shared)
{
    private readonly TestServer _server = shared.It;

    private HttpClient Admin => _server.Admin;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_zip_that_was_exported_is_imported_again()
    {
        await SaveAsync("move-a", "one");
        await SaveAsync("move-b", "two");
        var zip = await Admin.GetByteArrayAsync("/api/v1/definitions/export?ids=move-a,move-b", Cancel);
        await Admin.DeleteAsync("/api/v1/definitions/move-a", Cancel);

        using var content = new ByteArrayContent(zip);
        content.Headers.ContentType = new("application/zip");
        var imported = await (await Admin.PostAsync("/api/v1/definitions/import?publish=true", content, Cancel)).JsonAsync();

        Assert.Equal(["move-a", "move-b"], imported["imported"]!.AsArray().Select(item => item!["definitionId"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.Equal("one", TextOf(await GetAsync("/api/v1/definitions/move-a?version=Published")));
        Assert.Equal(HttpStatusCode.NotFound, (await Admin.GetAsync("/api/v1/definitions/export?ids=move-a,nobody", Cancel)).StatusCode);
    }

    [Fact]
    public async Task When_one_file_is_at_fault_none_is_imported_and_every_fault_is_told()
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            await AddAsync(zip, "good.json", Model("import-good", "x"));
            await AddAsync(zip, "bad.json", "{\"definitionId\":\"import-bad\"}");
            await AddAsync(zip, "worse.json", "{,}");
            await AddAsync(zip, "builtin.json", Model("functions-create", "x"));
        }

        using var content = new ByteArrayContent(buffer.ToArray());
        var problem = await (await Admin.PostAsync("/api/v1/definitions/import", content, Cancel)).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal(["bad.json", "builtin.json", "worse.json"], problem["errors"]!.AsObject().Select(error => error.Key).Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await Admin.GetAsync("/api/v1/definitions/import-good", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_form_with_files_is_imported()
    {
        using var form = new MultipartFormDataContent();
        form.Add(new StringContent(Model("form-a", "x")), "files", "a.json");
        form.Add(new StringContent(Model("form-b", "y")), "files", "b.json");

        var imported = await (await Admin.PostAsync("/api/v1/definitions/import", form, Cancel)).JsonAsync();

        Assert.Equal(2, imported["imported"]!.AsArray().Count);
    }

    [Fact]
    public async Task An_earlier_version_becomes_the_latest_again()
    {
        await SaveAsync("back", "one");
        await SaveAsync("back", "two");

        var reverted = await Admin.PostAsync("/api/v1/definitions/back/revert/1", null, Cancel);
        var versions = await GetAsync("/api/v1/definitions/back/versions");

        Assert.Equal(HttpStatusCode.OK, reverted.StatusCode);
        Assert.Equal([3, 2, 1], versions["items"]!.AsArray().Select(version => version!["version"]!.GetValue<int>()));
        var latest = await GetAsync("/api/v1/definitions/back");
        Assert.Equal(("one", false), (TextOf(latest), latest["isPublished"]!.GetValue<bool>()));
        await (await Admin.PostAsync("/api/v1/definitions/back/revert/9", null, Cancel)).ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_built_in_definition_is_copied_to_be_changed()
    {
        var copied = await Admin.PostAsJsonAsync("/api/v1/definitions/functions-call/copy", new { definitionId = "my-call", name = "My call" }, Cancel);
        var copy = await copied.JsonAsync();
        var twice = await Admin.PostAsJsonAsync("/api/v1/definitions/functions-call/copy", new { definitionId = "my-call" }, Cancel);

        Assert.Equal(HttpStatusCode.Created, copied.StatusCode);
        Assert.Equal(("my-call", "My call", false, 1), (copy["definitionId"]!.GetValue<string>(), copy["name"]!.GetValue<string>(), copy["isReadonly"]!.GetValue<bool>(), copy["version"]!.GetValue<int>()));
        await twice.ProblemAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Labels_are_set_and_found_by()
    {
        await SaveAsync("labelled", "x");

        await Admin.PutAsJsonAsync("/api/v1/definitions/labelled/labels", new { labels = new[] { "night", "Billing", "night" } }, Cancel);
        var found = await GetAsync("/api/v1/definitions?label=NIGHT");
        var wrong = await (await Admin.PutAsJsonAsync("/api/v1/definitions/labelled/labels", new { labels = new[] { "", new string('x', 51) } }, Cancel)).ProblemAsync(HttpStatusCode.BadRequest);

        var only = found["items"]!.AsArray().Single()!;
        Assert.Equal("labelled", only["definitionId"]!.GetValue<string>());
        Assert.Equal(["Billing", "night"], only["labels"]!.AsArray().Select(label => label!.GetValue<string>()));
        Assert.Equal(2, wrong["errors"]!["labels"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_definition_is_checked_without_being_saved()
    {
        var answer = await (await Admin.PostAsync("/api/v1/definitions/validate", TestServer.Json("""
            {"definitionId":"checked","name":"Checked","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
              {"id":"a","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"JavaScript","value":"1 +"}}}],
              "connections":[{"source":{"activity":"a"},"target":{"activity":"z"}}]}}
            """), Cancel)).JsonAsync();

        Assert.False(answer["isValid"]!.GetValue<bool>());
        Assert.Equal(["a text", "f connections"], answer["faults"]!.AsArray().Select(fault => $"{fault!["activityId"]} {fault["property"]}").Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await Admin.GetAsync("/api/v1/definitions/checked", Cancel)).StatusCode);
    }

    [Fact]
    public async Task What_somebody_else_has_saved_meanwhile_is_neither_published_nor_deleted()
    {
        await SaveAsync("etag", "one");
        var etag = (await Admin.GetAsync("/api/v1/definitions/etag", Cancel)).Headers.ETag!;
        await SaveAsync("etag", "two");

        foreach (var (method, path) in new[] { (HttpMethod.Post, "/api/v1/definitions/etag/publish"), (HttpMethod.Delete, "/api/v1/definitions/etag") })
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.IfMatch.Add(etag);
            await (await Admin.SendAsync(request, Cancel)).ProblemAsync(HttpStatusCode.PreconditionFailed);
        }
    }

    private static string TextOf(JsonObject definition) => definition["root"]!["text"]!["expression"]!["value"]!.GetValue<string>();

    private static string Model(string id, string text) => $$$$$"""
        {"definitionId":"{{{{{id}}}}}","name":"{{{{{id}}}}}","root":{"id":"a","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"{{{{{text}}}}}"}}}}
        """;

    private static async Task AddAsync(ZipArchive zip, string name, string text)
    {
        await using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        await writer.WriteAsync(text);
    }

    private async Task SaveAsync(string id, string text)
    {
        var answer = await Admin.PostAsync("/api/v1/definitions?publish=true", TestServer.Json(Model(id, text)), Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private async Task<JsonObject> GetAsync(string path) => (JsonObject)JsonNode.Parse(await Admin.GetStringAsync(path, Cancel))!;
}
