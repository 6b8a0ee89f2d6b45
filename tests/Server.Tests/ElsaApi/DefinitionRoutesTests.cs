using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server.ElsaApi;

public sealed class DefinitionRoutesTests(SharedServer shared)
{
    private readonly ElsaClient _elsa = new(shared.It.Admin);

    [Fact]
    public async Task The_create_dialog_makes_a_draft_with_ids_and_lists()
    {
        var saved = await _elsa.PostAsync("/workflow-definitions", """
            {"model":{"id":null,"definitionId":null,"name":"Created","version":1,"createdAt":"0001-01-01T00:00:00+00:00","toolVersion":"3.8.0.0","variables":null,"inputs":null,"options":null,
              "root":{"id":"abcdef0123456789","type":"Elsa.Flowchart","version":1,"name":"Flowchart1"}},"publish":null}
            """);

        var definition = saved["workflowDefinition"]!;
        Assert.NotEmpty(definition["id"]!.GetValue<string>());
        Assert.NotEmpty(definition["definitionId"]!.GetValue<string>());
        Assert.Equal("Workflow1:abcdef0123456789", definition["root"]!["nodeId"]!.GetValue<string>());
        Assert.Empty(definition["root"]!["activities"]!.AsArray());
        Assert.Empty(definition["root"]!["connections"]!.AsArray());
        Assert.Empty(definition["variables"]!.AsArray());
        Assert.Contains(definition["links"]!.AsArray(), link => link!["rel"]!.GetValue<string>() == "publish");
    }

    [Fact]
    public async Task A_workflow_nested_two_hundred_deep_is_saved_read_and_run()
    {
        var activity = ElsaClient.WriteLine("core", "deep");
        for (var level = 0; level < 200; level++)
            activity = $$"""{"id":"level{{level}}","type":"Elsa.Sequence","version":1,"activities":[{{activity}}]}""";

        await _elsa.PublishAsync("deep", activity);
        var id = await _elsa.ExecuteAsync("deep");

        Assert.Equal("Finished", (await _elsa.GetAsync($"/workflow-instances/{id}"))["subStatus"]!.GetValue<string>());
        var exported = await _elsa.SendAsync(HttpMethod.Get, "/workflow-definitions/deep/export");
        Assert.Contains("level199", await exported.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, exported.StatusCode);
    }

    [Fact]
    public async Task A_draft_is_replaced_a_published_version_and_one_that_has_run_are_kept()
    {
        var first = await SaveAsync("kept", "one", publish: false);
        var second = await SaveAsync("kept", "two", publish: true);
        var third = await SaveAsync("kept", "three", publish: false);
        await _elsa.ExecuteAsync("kept", """{"versionOptions":"Latest"}""");
        var fourth = await SaveAsync("kept", "four", publish: false);
        var fifth = await SaveAsync("kept", "five", publish: false);

        Assert.Equal(first.Id, second.Id);
        Assert.NotEqual(second.Id, third.Id);
        Assert.NotEqual(third.Id, fourth.Id);
        Assert.Equal(fourth.Id, fifth.Id);
        Assert.Equal([1, 1, 2, 3, 3], new[] { first, second, third, fourth, fifth }.Select(version => version.Version));
        Assert.Equal("three", TextOf(await _elsa.GetAsync($"/workflow-definitions/by-id/{third.Id}")));
        Assert.Equal("two", TextOf(await _elsa.GetAsync("/workflow-definitions/by-definition-id/kept?versionOptions=Published")));
    }

    [Fact]
    public async Task What_the_engine_does_not_know_is_kept()
    {
        const string Activity = """
            {"id":"one","type":"Elsa.WriteLine","version":1,"customProperties":{"mine":{"deep":[1,2]}},"metadata":{"designer":{"position":{"x":1.5,"y":2}}},"unknownProperty":{"a":null},
             "text":{"typeName":"String","expression":{"type":"Literal","value":"x"},"memoryReference":null}}
            """;

        await _elsa.PostAsync("/workflow-definitions/import", ElsaClient.Sequence("lossless", Activity, """ "futureProperty":[{"b":1}],"""));
        var read = await _elsa.GetAsync("/workflow-definitions/by-definition-id/lossless");
        await _elsa.PostAsync("/workflow-definitions", new JsonObject { ["model"] = read.DeepClone() }.ToJsonString());
        var again = await _elsa.GetAsync("/workflow-definitions/by-definition-id/lossless");

        var expected = JsonNode.Parse(Activity)!;
        expected["nodeId"] = "Workflow1:seq:one";
        Assert.True(JsonNode.DeepEquals(expected, again["root"]!["activities"]![0]), again["root"]!.ToJsonString());
        Assert.Equal(1, again["futureProperty"]![0]!["b"]!.GetValue<int>());
    }

    [Fact]
    public async Task An_activity_of_an_unknown_type_is_shown_as_a_placeholder_and_comes_back()
    {
        const string Unknown = """{"id":"old","type":"Acme.Old","version":3,"secretSauce":{"x":1}}""";
        await _elsa.PostAsync("/workflow-definitions/import", ElsaClient.Sequence("missing", Unknown));
        var shown = await _elsa.GetAsync("/workflow-definitions/by-definition-id/missing");
        var placeholder = shown["root"]!["activities"]![0]!;
        placeholder["metadata"] = new JsonObject { ["moved"] = true };

        await _elsa.PostAsync("/workflow-definitions", new JsonObject { ["model"] = shown.DeepClone() }.ToJsonString());
        var exported = JsonNode.Parse(await (await _elsa.SendAsync(HttpMethod.Get, "/workflow-definitions/missing/export")).Content.ReadAsStringAsync())!;

        Assert.Equal(("Elsa.NotFoundActivity", "Acme.Old"), (placeholder["type"]!.GetValue<string>(), placeholder["missingTypeName"]!.GetValue<string>()));
        var original = exported["root"]!["activities"]![0]!;
        Assert.Equal(("Acme.Old", 3, 1), (original["type"]!.GetValue<string>(), original["version"]!.GetValue<int>(), original["secretSauce"]!["x"]!.GetValue<int>()));
        Assert.True(original["metadata"]!["moved"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_save_that_would_drop_what_is_not_installed_is_refused()
    {
        await _elsa.PostAsync("/workflow-definitions/import", ElsaClient.Sequence("dropped", """{"id":"old","type":"Acme.Old","version":1}"""));

        var refusal = await _elsa.RefusalAsync("/workflow-definitions", $$"""{"model":{{ElsaClient.Sequence("dropped", ElsaClient.WriteLine("new", "x"))}},"publish":false}""");

        Assert.Contains("Activity old of type 'Acme.Old'", refusal, StringComparison.Ordinal);
        Assert.Equal("old", (await _elsa.GetAsync("/workflow-definitions/by-definition-id/dropped"))["root"]!["activities"]![0]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Faults_that_prevent_publishing_are_told_all_at_once_and_the_draft_stays()
    {
        static string Cron(string id, string expression) =>
            $$$$"""{"id":"{{{{id}}}}","type":"Elsa.Cron","version":1,"cronExpression":{"expression":{"type":"Literal","value":"{{{{expression}}}}"}},"customProperties":{"canStartWorkflow":true}}""";
        await _elsa.PostAsync("/workflow-definitions/import", ElsaClient.Sequence("faulty-elsa", Cron("first", "every day") + "," + Cron("second", "99 * * * *")));

        var refusal = await _elsa.RefusalAsync("/workflow-definitions/faulty-elsa/publish", "{}");

        Assert.Contains("Activity first", refusal, StringComparison.Ordinal);
        Assert.Contains("Activity second", refusal, StringComparison.Ordinal);
        Assert.False((await _elsa.GetAsync("/workflow-definitions/by-definition-id/faulty-elsa"))["isPublished"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_variable_that_is_no_text_is_refused() => Assert.Contains(
        "'Count'", await _elsa.RefusalAsync("/workflow-definitions/import", ElsaClient.Sequence("numbers", "", """ "variables":[{"name":"Count","typeName":"Int32","value":5}],""")), StringComparison.Ordinal);

    [Fact]
    public async Task An_older_version_becomes_a_new_draft_and_unused_versions_can_go()
    {
        await SaveAsync("versions", "one", publish: true);
        await SaveAsync("versions", "two", publish: true);
        await _elsa.ExecuteAsync("versions");

        var reverted = await _elsa.PostAsync("/workflow-definitions/versions/revert/1");
        var latest = await _elsa.GetAsync("/workflow-definitions/by-definition-id/versions");
        var published = await _elsa.GetAsync("/workflow-definitions/by-definition-id/versions?versionOptions=Published");
        var gone = await _elsa.SendAsync(HttpMethod.Delete, $"/workflow-definition-versions/{reverted["id"]}");
        var kept = await _elsa.SendAsync(HttpMethod.Delete, $"/workflow-definition-versions/{published["id"]}");

        Assert.Equal((3, "one", "two"), (reverted["version"]!.GetValue<int>(), TextOf(latest), TextOf(published)));
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, kept.StatusCode);
        Assert.Equal(2, (await _elsa.GetAsync("/workflow-definitions/by-definition-id/versions"))["version"]!.GetValue<int>());
        await _elsa.RefusalAsync("/workflow-definitions/versions/revert/9", "{}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Lists_are_paged_ordered_and_filtered()
    {
        foreach (var id in (string[])["list-b", "list-a", "list-c"])
            await SaveAsync(id, id, publish: id != "list-c");

        var page = await _elsa.GetAsync("/workflow-definitions?versionOptions=Latest&Page=0&PageSize=2&SearchTerm=list-&IsSystem=False&OrderBy=Name&OrderDirection=Descending");
        var published = await _elsa.GetAsync("/workflow-definitions?versionOptions=Published&DefinitionIds=list-b&DefinitionIds=list-c");
        var byId = await _elsa.GetAsync($"/workflow-definitions?versionOptions=&Ids={published["items"]![0]!["id"]}");
        var refusal = await _elsa.GetAsync("/workflow-definitions?versionOptions=Newest&OrderBy=Size", HttpStatusCode.BadRequest);

        Assert.Equal(["list-c", "list-b"], Ids(page));
        Assert.Equal(3, page["totalCount"]!.GetValue<int>());
        Assert.Equal(["list-b"], Ids(published));
        Assert.Equal(["list-b"], Ids(byId));
        Assert.Equal(2, refusal["errors"]!["generalErrors"]!.AsArray().Count);
        Assert.Contains(page["links"]!.AsArray(), link => link!["rel"]!.GetValue<string>() == "bulk-publish");
        Assert.False((await _elsa.GetAsync("/workflow-definitions/validation/is-name-unique?name=list-a"))["isUnique"]!.GetValue<bool>());
        Assert.True((await _elsa.GetAsync("/workflow-definitions/validation/is-name-unique?name=list-a&definitionId=list-a"))["isUnique"]!.GetValue<bool>());
        Assert.True((await _elsa.GetAsync("/workflow-definitions/validation/is-name-unique?name=list"))["isUnique"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Several_are_published_retracted_exported_imported_and_deleted_at_once()
    {
        var one = await SaveAsync("bulk-1", "one", publish: false);
        var two = await SaveAsync("bulk-2", "two", publish: true);

        var published = await _elsa.PostAsync("/bulk-actions/publish/workflow-definitions/by-definition-ids", """{"definitionIds":["bulk-1","bulk-2","bulk-none"]}""");
        var retracted = await _elsa.PostAsync("/bulk-actions/retract/workflow-definitions/by-definition-ids", """{"definitionIds":["bulk-1","bulk-none"]}""");
        var zip = await (await _elsa.SendAsync(HttpMethod.Post, "/bulk-actions/export/workflow-definitions", $$"""{"ids":["{{one.Id}}","{{two.Id}}"]}""")).Content.ReadAsByteArrayAsync();
        var deleted = await _elsa.PostAsync("/bulk-actions/delete/workflow-definitions/by-definition-id", """{"definitionIds":["bulk-1","bulk-2"]}""");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(zip), "files", "all.zip" } };
        var imported = await (await shared.It.Admin.PostAsync("/elsa/api/workflow-definitions/import-files", form)).JsonAsync();

        Assert.Equal(["bulk-1", "bulk-2", "bulk-none"], [.. Texts(published["published"]), .. Texts(published["alreadyPublished"]), .. Texts(published["notFound"])]);
        Assert.Equal(["bulk-1", "bulk-none"], [.. Texts(retracted["retracted"]), .. Texts(retracted["notFound"])]);
        using var archive = new ZipArchive(new MemoryStream(zip));
        Assert.Equal(["bulk-1.json", "bulk-2.json"], archive.Entries.Select(entry => entry.Name).Order());
        Assert.Equal((2, 2), (deleted["deleted"]!.GetValue<int>(), imported["count"]!.GetValue<int>()));
        Assert.Equal(two.Id, (await _elsa.GetAsync("/workflow-definitions/by-definition-id/bulk-2"))["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_version_id_of_another_definition_is_not_taken()
    {
        var mine = await SaveAsync("owner", "mine", publish: true);

        await _elsa.PostAsync("/workflow-definitions/import", $$"""{"id":"{{mine.Id}}",{{ElsaClient.Sequence("thief", ElsaClient.WriteLine("one", "theirs"))[1..]}}""");

        Assert.Equal("mine", TextOf(await _elsa.GetAsync($"/workflow-definitions/by-id/{mine.Id}")));
        Assert.Equal("theirs", TextOf(await _elsa.GetAsync("/workflow-definitions/by-definition-id/thief")));
    }

    [Fact]
    public async Task The_graph_around_an_activity_can_be_asked_for()
    {
        await _elsa.PostAsync("/workflow-definitions/import", ElsaClient.Sequence("nested", $$"""{"id":"if","type":"Elsa.If","version":1,"then":{{ElsaClient.WriteLine("yes", "x")}}}"""));
        var id = (await _elsa.GetAsync("/workflow-definitions/by-definition-id/nested"))["id"]!.GetValue<string>();

        var below = await _elsa.GetAsync($"/workflow-definitions/subgraph/{id}?parentNodeId=Workflow1:seq:if");
        var way = await _elsa.GetAsync($"/workflow-definitions/subgraph/segments/{id}?childNodeId=Workflow1:seq:if:yes");

        Assert.Equal(("if", "yes"), (below["activity"]!["id"]!.GetValue<string>(), below["children"]![0]!["activity"]!["id"]!.GetValue<string>()));
        Assert.Equal(["Activities", "Then"], way["pathSegments"]!.AsArray().Select(segment => segment!["portName"]!.GetValue<string>()));
        Assert.Equal("if", way["container"]!["activity"]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_tenant_reads_what_the_provider_offers_and_changes_nothing()
    {
        await SaveAsync("shared-elsa", "x", publish: true);
        using var client = await shared.It.TenantClientAsync("acme");
        var tenant = new ElsaClient(client);

        var list = await tenant.GetAsync("/workflow-definitions?SearchTerm=shared-elsa");
        var read = await tenant.GetAsync("/workflow-definitions/by-definition-id/shared-elsa");
        var save = await tenant.SendAsync(HttpMethod.Post, "/workflow-definitions", $$"""{"model":{{ElsaClient.Sequence("shared-elsa", "")}}}""");
        var run = await tenant.SendAsync(HttpMethod.Post, "/workflow-definitions/shared-elsa/execute", "{}");

        Assert.Empty(list["links"]!.AsArray());
        Assert.DoesNotContain(read["links"]!.AsArray(), link => link!["rel"]!.GetValue<string>() == "publish");
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (save.StatusCode, run.StatusCode));
    }

    private async Task<(string Id, int Version)> SaveAsync(string definitionId, string text, bool publish)
    {
        var saved = await _elsa.PostAsync("/workflow-definitions", $$"""{"model":{{ElsaClient.Sequence(definitionId, ElsaClient.WriteLine("one", text))}},"publish":{{(publish ? "true" : "false")}}}""");
        var definition = saved["workflowDefinition"]!;
        return (definition["id"]!.GetValue<string>(), definition["version"]!.GetValue<int>());
    }

    private static string TextOf(JsonNode definition) => definition["root"]!["activities"]![0]!["text"]!["expression"]!["value"]!.GetValue<string>();

    private static string[] Ids(JsonNode list) => [.. list["items"]!.AsArray().Select(item => item!["definitionId"]!.GetValue<string>())];

    private static string[] Texts(JsonNode? list) => [.. list!.AsArray().Select(item => item!.GetValue<string>())];
}
