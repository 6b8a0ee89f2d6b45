namespace Orchestrator.Tests.Functions;

/// <summary>Limits of the embedded sandbox that the installation sets.</summary>
public sealed class SandboxLimitTests
{
    [Fact]
    public async Task A_call_that_executes_too_many_statements_is_ended_and_the_next_one_runs()
    {
        using var folder = new TestFolder();
        await using var host = await FunctionsHost.StartAsync(folder.Path, "none", o => o.EmbeddedStatementsPerSecond = 1000);
        await host.MakeAsync("count", "module.exports = ({ body }) => { let n = 0; while (n < body.to) n += 1; return { n }; };", new { timeoutSeconds = 5 });

        var over = await host.SendAsync("POST", "/api/org/red/count", new { to = 100_000 });
        await host.IdleAsync();
        var within = await host.SendAsync("POST", "/api/org/red/count", new { to = 10 });

        Assert.Equal((502, "The function exceeded its limit of 5000 statements in the embedded sandbox."), (over.Status, over.Detail));
        Assert.Equal("{\"n\":10}", within.Text);
    }
}
