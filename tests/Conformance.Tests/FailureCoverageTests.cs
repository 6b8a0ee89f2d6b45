using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Core;
using Orchestrator.Tests.Conformance.Running;

namespace Orchestrator.Tests.Conformance;

/// <summary>Keeps the failures of activities complete.</summary>
public sealed class FailureCoverageTests(TokenServer server) : IClassFixture<TokenServer>
{
    /// <summary>Types in which nothing can fail: they have no inputs, and end, pass on, or tell what is configured.</summary>
    private static readonly string[] s_harmless = ["Billing.ListSources", "Elsa.Break", "Elsa.End", "Elsa.Finish", "Elsa.Start"];

    [Fact]
    public void Every_activity_type_has_a_case_of_its_failure()
    {
        var types = server.Server.Services.GetRequiredService<IActivityRegistry>().All.Select(type => type.TypeName).Distinct().ToList();

        var shown = FailureTests.Shown.Concat(ConformanceCases.All.Values.SelectMany(DataFiles.Fails)).ToHashSet(StringComparer.Ordinal);

        var missing = types.Except(shown).Except(s_harmless).Order(StringComparer.Ordinal).ToList();
        Assert.True(missing.Count == 0, $"Write a case in tests/Conformance.Tests/Failures for {string.Join(", ", missing)}.");
        Assert.Empty(shown.Except(types));
        Assert.Empty(s_harmless.Intersect(shown));
    }
}
