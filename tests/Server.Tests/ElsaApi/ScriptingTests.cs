using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server.ElsaApi;

public sealed class ScriptingTests(SharedServer shared)
{
    private readonly ElsaClient _elsa = new(shared.It.Admin);

    [Fact]
    public async Task Scripts_are_completed_from_the_definition()
    {
        const string Declared = """ "variables":[{"name":"Customer","typeName":"String"},{"name":"not an identifier"}],"inputs":[{"name":"Count","type":"Int32"}],""";
        await _elsa.PostAsync("/workflow-definitions/import", ElsaClient.Sequence("typed", """{"id":"run","name":"Run1","type":"Elsa.RunJavaScript","version":1}""", Declared));

        var answer = await _elsa.SendAsync(HttpMethod.Post, "/scripting/javascript/type-definitions/typed", """{"workflowDefinitionId":"typed","activityTypeName":"Elsa.RunJavaScript"}""");
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("declare const variables: { Customer: string; };", text, StringComparison.Ordinal);
        Assert.Contains("declare function getCount(): number;", text, StringComparison.Ordinal);
        Assert.Contains("declare function getResultFromRun1(): any;", text, StringComparison.Ordinal);
        Assert.Contains("declare function setOutcome(name: string): void;", text, StringComparison.Ordinal);
    }
}
