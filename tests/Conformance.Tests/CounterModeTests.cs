using Orchestrator.Tests.Conformance.Running;

namespace Orchestrator.Tests.Conformance;

/// <summary>The cases over the server in counter mode.</summary>
public sealed class CounterModeTests(CounterServer server) : IClassFixture<CounterServer>
{
    public static TheoryData<string> Cases => ConformanceCases.Of("counter");

    [Theory]
    [MemberData(nameof(Cases))]
    public Task A_workflow_does_what_its_case_says(string id) => ConformanceCases.RunAsync(server, id);
}
