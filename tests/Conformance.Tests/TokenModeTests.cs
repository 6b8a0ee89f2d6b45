using Orchestrator.Tests.Conformance.Running;

namespace Orchestrator.Tests.Conformance;

/// <summary>The cases over the server in token mode.</summary>
public sealed class TokenModeTests(TokenServer server) : IClassFixture<TokenServer>
{
    public static TheoryData<string> Cases => ConformanceCases.Of("token");

    [Theory]
    [MemberData(nameof(Cases))]
    public Task A_workflow_does_what_its_case_says(string id) => ConformanceCases.RunAsync(server, id);
}
