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

    [Fact]
    public async Task Garbage_does_not_count_against_the_memory_limit_but_what_is_held_does()
    {
        using var folder = new TestFolder();
        await using var host = await FunctionsHost.StartAsync(folder.Path, "none");
        const string code = """
            module.exports = ({ body }) => {
              const kept = [];
              let all = 0;
              for (let i = 0; i < body.times; i++) {
                const made = (i + '').padStart(100_000, 'x');
                all += made.length;
                if (body.keep) kept.push(made);
              }
              return { all };
            };
            """;
        await host.MakeAsync("churn", code, new { timeoutSeconds = 60, memoryMb = 64 });

        var dropped = await host.SendAsync("POST", "/api/org/red/churn", new { times = 3000, keep = false });
        var kept = await host.SendAsync("POST", "/api/org/red/churn", new { times = 3000, keep = true });
        await host.IdleAsync();

        Assert.Equal((200, "{\"all\":300000000}"), (dropped.Status, dropped.Text));
        Assert.Equal((502, "The function exceeded its memory limit of 64 MB."), (kept.Status, kept.Detail));
    }
}
