using System.Globalization;

namespace Orchestrator.Tests.Functions;

/// <summary>What a caller gets, the same from both executors.</summary>
public abstract class FunctionCasesTests(string executor, Func<string> docker) : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private FunctionsHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await FunctionsHost.StartAsync(_folder.Path, docker(), o => o.MaxReplyBytes = 64 * 1024);

    public async ValueTask DisposeAsync()
    {
        foreach (var function in (await _host.SendAsync("GET", "/api/org/red/functions")).Json.GetProperty("items").EnumerateArray())
        {
            await _host.SendAsync("DELETE", $"/api/org/red/functions/{function.GetProperty("name").GetString()}");
        }

        await _host.IdleAsync();
        await _host.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_function_is_made_called_tested_updated_and_removed()
    {
        var function = await _host.MakeAsync("hello", "module.exports = async (request, context) => { console.log('hi', request.body.name); return { hello: request.body.name, tenant: context.tenant }; };");
        Assert.Equal("ready", function.GetProperty("status").GetString());
        Assert.Equal(executor, function.GetProperty("executor").GetString());
        Assert.Equal("/api/org/red/hello", function.GetProperty("url").GetString());

        var called = await _host.SendAsync("POST", "/api/org/red/hello", new { name = "Ann" });
        Assert.Equal("{\"hello\":\"Ann\",\"tenant\":\"red\"}", called.Text);
        await _host.IdleAsync();

        var test = (await _host.SendAsync("POST", "/api/org/red/functions/hello/test", new { name = "Bob" })).Json;
        Assert.Equal(200, test.GetProperty("statusCode").GetInt32());
        Assert.Equal("Bob", test.GetProperty("body").GetProperty("hello").GetString());
        Assert.Equal("hi Bob", test.GetProperty("logs")[0].GetString());
        Assert.Equal(executor, test.GetProperty("executor").GetString());

        var updated = await _host.SendAsync("PUT", "/api/org/red/functions/hello", new { code = "exports.handler = () => ({ statusCode: 201, headers: { 'X-A': 'b' }, body: 'two' });" });
        Assert.Equal(202, updated.Status);
        Assert.Equal("updating", updated.Json.GetProperty("status").GetString());
        await _host.IdleAsync();
        var second = await _host.SendAsync("GET", "/api/org/red/hello");
        Assert.Equal((201, "two", "b"), (second.Status, second.Text, second.Reply.Headers["x-a"]));
        await _host.IdleAsync();

        var removed = await _host.SendAsync("DELETE", "/api/org/red/functions/hello");
        Assert.Equal(202, removed.Status);
        await _host.IdleAsync();
        Assert.Equal(404, (await _host.SendAsync("POST", "/api/org/red/hello", new { })).Status);
        Assert.Equal(404, (await _host.SendAsync("GET", "/api/org/red/functions/hello")).Status);
    }

    [Fact]
    public async Task Code_that_does_not_parse_fails_with_line_and_column_and_an_update_that_fails_leaves_the_old_version()
    {
        var broken = await _host.MakeAsync("broken", "module.exports = () => {\n  return { a: ; };\n};\n");
        Assert.Equal("failed", broken.GetProperty("status").GetString());
        Assert.Contains("handler.js:2:15: SyntaxError", broken.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Contains("return { a: ; };", broken.GetProperty("buildLog").GetString(), StringComparison.Ordinal);
        await _host.IdleAsync();
        var instance = await _host.Store.FindSummaryAsync(broken.GetProperty("instanceId").GetString()!, CancellationToken.None);
        Assert.Equal(1, instance!.IncidentCount);
        var call = await _host.SendAsync("POST", "/api/org/red/broken", new { });
        Assert.Equal(409, call.Status);

        await _host.MakeAsync("works", "module.exports = () => 1;");
        var update = await _host.SendAsync("PUT", "/api/org/red/functions/works", new { code = "nonsense here" });
        await _host.IdleAsync();
        var works = (await _host.SendAsync("GET", "/api/org/red/functions/works")).Json;
        Assert.Equal("ready", works.GetProperty("status").GetString());
        Assert.Contains("SyntaxError", works.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal("1", (await _host.SendAsync("POST", "/api/org/red/works", new { })).Text);

        var noHandler = await _host.MakeAsync("nohandler", "exports.other = 1;");
        Assert.Contains("exports no function", noHandler.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_of_a_function_have_precise_answers_and_leave_it_callable()
    {
        var cases = new (string Name, int Status, string Detail)[]
        {
            ("throw", 500, "the glass broke"),
            ("reject", 500, "TypeError: no"),
            ("loop", 504, "time limit of 5 s"),
            ("never", 504, "time limit of 5 s"),
            ("memory", 502, "memory limit of 64 MB"),
            ("large", 502, "at most 65536"),
            ("status", 502, "statusCode must be"),
            ("cycle", 502, "answer is not valid"),
        };
        var code = """
            const cycle = {}; cycle.self = cycle;
            module.exports = async ({ body }) => {
              if (body === 'throw') throw new Error('the glass broke');
              if (body === 'reject') return Promise.reject(new TypeError('no'));
              if (body === 'loop') for (;;);
              if (body === 'never') return new Promise(() => {});
              if (body === 'memory') { const all = []; for (;;) all.push(JSON.stringify('x'.repeat(1000000))); }
              if (body === 'large') return 'y'.repeat(70000);
              if (body === 'status') return { statusCode: 'abc' };
              if (body === 'cycle') return cycle;
              return { got: body };
            };
            """;
        var made = await _host.MakeAsync("faults", code, new { timeoutSeconds = 5, memoryMb = 64 });
        Assert.Equal("ready", made.GetProperty("status").GetString());
        foreach (var (name, status, detail) in cases)
        {
            var reply = await _host.SendTextAsync("POST", "/api/org/red/faults", name, "text/plain");
            Assert.True(reply.Status == status && (reply.Detail + reply.Text).Contains(detail, StringComparison.Ordinal), $"{name}: {reply.Status} {reply.Text}");
            await _host.IdleAsync();
            Assert.Equal("{\"got\":\"well\"}", (await _host.SendTextAsync("POST", "/api/org/red/faults", "well", "text/plain")).Text);
        }

        Assert.Equal("{\"got\":\"{no json\"}", (await _host.SendTextAsync("POST", "/api/org/red/faults", "{no json", "application/json")).Text);
    }

    [Fact]
    public async Task A_bad_request_names_all_faults_and_a_foreign_tenant_finds_nothing()
    {
        var bad = await _host.SendAsync("POST", "/api/org/red/functions", new { name = "No Good", route = "billing/x", runtime = "cobol", limits = new { memoryMb = 1 } });
        Assert.Equal(400, bad.Status);
        Assert.Equal(["code", "limits.memoryMb", "name", "route", "runtime"], bad.Json.GetProperty("errors").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal(400, (await _host.SendTextAsync("POST", "/api/org/red/functions", "{", "application/json")).Status);

        await _host.MakeAsync("mine", "module.exports = () => 'mine';");
        Assert.Equal(409, (await _host.SendAsync("POST", "/api/org/red/functions", new { name = "mine", route = "other", code = "x" })).Status);
        Assert.Equal(409, (await _host.SendAsync("POST", "/api/org/red/functions", new { name = "other", route = "mine", code = "x" })).Status);
        Assert.Equal(404, (await _host.SendAsync("POST", "/api/org/blue/mine", new { }, "blue")).Status);
        Assert.Equal(404, (await _host.SendAsync("POST", "/api/org/red/mine", new { }, "blue")).Status);
    }

    [Fact]
    public async Task Parallel_calls_each_get_their_own_answer()
    {
        await _host.MakeAsync("echo", "module.exports = async ({ body }) => { await new Promise((r) => setTimeout(r, 20)); return body.n * 2; };");

        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(n => _host.SendAsync("POST", "/api/org/red/echo", new { n })));

        Assert.Equal(Enumerable.Range(0, 10).Select(n => (n * 2).ToString(CultureInfo.InvariantCulture)), replies.Select(r => r.Text));
        await _host.IdleAsync();
    }
}
