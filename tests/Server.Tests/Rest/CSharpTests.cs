using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.CSharp;
using Orchestrator.Tests.Server.ElsaApi;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server.Rest;

/// <summary>Who may write C#, by REST. The server trusts the user admin and the key ci; the initial key is an administrator whom it does not trust.</summary>
public sealed class CSharpTests(CSharpTests.TrustingServer trusting, SharedServer shared) : IClassFixture<CSharpTests.TrustingServer>
{
    private const string Refusal = "This C# does not run, because 'key:initial' saved it, who is not named in CSharp:TrustedAdministrators";

    [Fact]
    public async Task It_is_off_by_default()
    {
        var json = Definition("off", "\"yes\"");

        using var published = await shared.It.Admin.PostAsync("/api/v1/definitions?publish=true", TestServer.Json(json));
        using var drafted = await shared.It.Admin.PostAsync("/api/v1/definitions", TestServer.Json(json));
        var run = await RunAsync(shared.It.Admin, "off");

        Assert.Equal(HttpStatusCode.BadRequest, published.StatusCode);
        Assert.Contains("C# expressions are off", await published.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, drafted.StatusCode);
        Assert.Equal("expression.untrusted", run["incidents"]![0]!["code"]!.GetValue<string>());
        Assert.DoesNotContain("CSharp", await SyntaxesAsync(shared.It.Admin));
    }

    [Fact]
    public async Task What_a_trusted_administrator_saves_runs_until_somebody_else_edits_it()
    {
        using var saved = await trusting.Trusted.PostAsync("/api/v1/definitions?publish=true", TestServer.Json(Definition("edited", "\"first\"")));
        var first = await RunAsync(trusting.Trusted, "edited");
        using var copy = await trusting.It.Admin.PostAsync("/api/v1/definitions/edited/copy", TestServer.Json("""{"definitionId":"edited-copy"}"""));
        var copied = await RunAsync(trusting.It.Admin, "edited-copy");
        using var refused = await trusting.It.Admin.PutAsync("/api/v1/definitions/edited?publish=true", TestServer.Json(Definition("edited", "\"second\"")));
        using var lenient = await trusting.It.Admin.PostAsync(
            "/elsa/api/workflow-definitions", TestServer.Json($$"""{"model":{{Definition("edited", "\"third\"")}},"publish":true}"""));
        var second = await RunAsync(trusting.Trusted, "edited");
        using var reverted = await trusting.It.Admin.PostAsync("/api/v1/definitions/edited/revert/1?publish=true", null);
        var third = await RunAsync(trusting.Trusted, "edited");

        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync());
        Assert.Equal("first", first["output"]!["Said"]!.GetValue<string>());
        Assert.Equal("expression.untrusted", copied["incidents"]![0]!["code"]!.GetValue<string>());
        Assert.Contains(Refusal, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(lenient.IsSuccessStatusCode, await lenient.Content.ReadAsStringAsync());
        Assert.Equal("expression.untrusted", second["incidents"]![0]!["code"]!.GetValue<string>());
        Assert.True(reverted.IsSuccessStatusCode, await reverted.Content.ReadAsStringAsync());
        Assert.Equal("first", third["output"]!["Said"]!.GetValue<string>());
        var versions = (await trusting.It.Admin.GetFromJsonAsync<JsonObject>("/api/v1/definitions/edited/versions"))!["items"]!.AsArray();
        Assert.Equal(["admin", "key:initial", "admin"], versions.Select(version => version!["savedBy"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Nobody_can_claim_to_be_somebody_else()
    {
        var json = Definition("claimed", "1").Replace("\"definitionId\"", "\"savedBy\":\"admin\",\"definitionId\"", StringComparison.Ordinal).Replace("\"type\":\"CSharp\"", "\"type\":\"CSharp\",\"author\":\"admin\"", StringComparison.Ordinal);

        using var saved = await trusting.It.Admin.PostAsync("/api/v1/definitions", TestServer.Json(json));
        using var checkedOnly = await trusting.It.Admin.PostAsync("/api/v1/definitions/validate", TestServer.Json(json));
        using var imported = await trusting.It.Admin.PostAsync("/api/v1/definitions/import?publish=true", TestServer.Json(json));

        Assert.Equal("key:initial", (await saved.JsonAsync())["savedBy"]!.GetValue<string>());
        Assert.Contains("who is not named", await checkedOnly.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, imported.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/users", """{"name":"Root","role":"administrator"}""")]
    [InlineData("/api/v1/api-keys", """{"name":"ci","role":"administrator"}""")]
    public async Task Only_the_trusted_make_users_and_keys_of_trusted_names(string path, string body)
    {
        using var refused = await trusting.It.Admin.PostAsync(path, TestServer.Json(body));
        using var made = await trusting.Trusted.PostAsync(path, TestServer.Json(body));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("CSharp:TrustedAdministrators", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
    }

    [Fact]
    public async Task Editors_offer_it_to_the_trusted_only()
    {
        Assert.Contains("CSharp", await SyntaxesAsync(trusting.Trusted));
        Assert.DoesNotContain("CSharp", await SyntaxesAsync(trusting.It.Admin));
    }

    [Fact]
    public async Task An_activity_is_tried_out_by_the_same_rule()
    {
        using var ofOther = await trusting.It.Admin.PostAsync("/api/v1/definitions", TestServer.Json(Definition("tried-other", "1")));
        using var ofTrusted = await trusting.Trusted.PostAsync("/api/v1/definitions", TestServer.Json(Definition("tried", "1")));

        async Task<JsonNode?> ExceptionAsync(string definitionId) => (await new ElsaClient(trusting.It.Admin).PostAsync(
            "/tests/activities", $$$"""{"workflowDefinitionHandle":{"definitionId":"{{{definitionId}}}"},"activityHandle":{"activityId":"said"}}"""))["exception"];
        var (refused, allowed) = (await ExceptionAsync("tried-other"), await ExceptionAsync("tried"));

        Assert.Equal("expression.untrusted", refused!["type"]!.GetValue<string>());
        Assert.Null(allowed);
    }

    [Fact]
    public async Task A_workflow_that_takes_a_new_version_of_what_it_uses_keeps_who_saved_it()
    {
        static string Inner(string text) => Definition("inner", text).Replace("\"outputs\"", "\"options\":{\"usableAsActivity\":true,\"autoUpdateConsumingWorkflows\":true},\"outputs\"", StringComparison.Ordinal);
        const string outer = """{"definitionId":"outer","name":"outer","root":{"id":"use","type":"Inner","version":1,"workflowDefinitionId":"inner","workflowDefinitionVersionId":"VERSION"}}""";
        var first = await (await trusting.It.Admin.PostAsync("/api/v1/definitions?publish=true", TestServer.Json(Inner("1").Replace("CSharp", "Literal", StringComparison.Ordinal)))).JsonAsync();
        using var saved = await trusting.Trusted.PostAsync(
            "/api/v1/definitions?publish=true", TestServer.Json(outer.Replace("VERSION", first["id"]!.GetValue<string>(), StringComparison.Ordinal)));

        var second = await (await trusting.It.Admin.PutAsync("/api/v1/definitions/inner?publish=true", TestServer.Json(Inner("2").Replace("CSharp", "Literal", StringComparison.Ordinal)))).JsonAsync();
        var moved = await trusting.It.Admin.GetFromJsonAsync<JsonObject>("/api/v1/definitions/outer");
        await new ElsaClient(trusting.It.Admin).PostAsync("/workflow-definitions/inner/update-references");
        var again = await trusting.It.Admin.GetFromJsonAsync<JsonObject>("/api/v1/definitions/outer");

        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync());
        Assert.Equal((2, "admin"), (moved!["version"]!.GetValue<int>(), moved["savedBy"]!.GetValue<string>()));
        Assert.Equal(second["id"]!.GetValue<string>(), moved["root"]!["workflowDefinitionVersionId"]!.GetValue<string>());
        Assert.Equal("admin", again!["savedBy"]!.GetValue<string>());
    }

    private static string Definition(string id, string script) => $$$"""
        {"definitionId":"{{{id}}}","name":"{{{id}}}","outputs":[{"name":"Said","type":"Object"}],
         "root":{"id":"said","type":"Elsa.SetOutput","version":1,"outputName":{"typeName":"String","expression":{"type":"Literal","value":"Said"}},
                 "outputValue":{"typeName":"Object","expression":{"type":"CSharp","value":{{{JsonValue.Create(script)!.ToJsonString()}}} } } } }
        """;

    private static async Task<JsonObject> RunAsync(HttpClient client, string id)
    {
        using var answer = await client.PostAsync($"/api/v1/definitions/{id}/execute", TestServer.Json("{}"));
        return (JsonObject)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private static async Task<IReadOnlyList<string>> SyntaxesAsync(HttpClient client) =>
        [.. (await new ElsaClient(client).GetAsync("/descriptors/expression-descriptors"))["items"]!.AsArray().Select(item => item!["type"]!.GetValue<string>())];

    /// <summary>A server that trusts.</summary>
    public sealed class TrustingServer : IAsyncLifetime
    {
        public TestServer It { get; private set; } = null!;

        /// <summary>Signed in as admin.</summary>
        public HttpClient Trusted { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            It = await TestServer.StartAsync(services: services => services.Configure<CSharpOptions>(options =>
            {
                foreach (var name in (string[])["admin", "root", "key:ci"])
                    options.TrustedAdministrators.Add(name);
            }));
            var credentials = It.Server.FirstStart.Credentials!;
            using var anonymous = It.Client();
            var session = await anonymous.PostAsJsonAsync("/api/v1/session", new { user = credentials.AdminUser, password = credentials.AdminPassword });
            Trusted = It.Client("Bearer", (await session.JsonAsync())["token"]!.GetValue<string>());
        }

        public async ValueTask DisposeAsync()
        {
            Trusted.Dispose();
            await It.DisposeAsync();
        }
    }
}
