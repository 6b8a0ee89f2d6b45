using System.Text;

namespace Orchestrator.Tests.Functions;

/// <summary>Values of environment variables: the function gets them, nobody else does.</summary>
public sealed class FunctionSecretsTests : IDisposable
{
    private const string Secret = "p4ss-W0rd-of-Ann";
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_value_of_a_variable_is_in_no_file_no_journal_and_no_answer_but_the_function_sees_it()
    {
        string journal;
        await using (var host = await FunctionsHost.StartAsync(_folder.Path, "none"))
        {
            const string code = "module.exports = () => ({ length: process.env.TOKEN.length });";
            var made = await host.SendAsync("POST", "/api/org/red/functions", new { name = "keeper", route = "keeper", code, environment = TokenOf(Secret) });
            Assert.True(made.Status == 202, made.Text);
            await host.SettledAsync("keeper");

            var called = await host.SendAsync("GET", "/api/org/red/keeper");
            var shown = await host.SendAsync("GET", "/api/org/red/functions/keeper");
            await host.IdleAsync();

            Assert.True(called.Status == 200, called.Text);
            Assert.Equal(Secret.Length, called.Json.GetProperty("length").GetInt32());
            Assert.Equal("********", shown.Json.GetProperty("environment").GetProperty("TOKEN").GetString());
            journal = await JournalOfAsync(host, made.Instances[0]);
        }

        Assert.Contains("********", journal, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, journal, StringComparison.Ordinal);
        Assert.DoesNotContain("secret:v1:", journal, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories))
            Assert.False(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)).Contains(Secret, StringComparison.Ordinal), $"{file} holds the secret in plain text.");
    }

    [Fact]
    public async Task A_masked_value_that_is_sent_back_keeps_the_secret_also_after_a_restart()
    {
        await using (var host = await FunctionsHost.StartAsync(_folder.Path, "none"))
        {
            await host.SendAsync("POST", "/api/org/red/functions", new { name = "keeper", route = "keeper", code = "module.exports = () => 1;", environment = TokenOf(Secret) });
            await host.SettledAsync("keeper");
        }

        await using var again = await FunctionsHost.StartAsync(_folder.Path, "none");
        await again.SendAsync(
            "PUT", "/api/org/red/functions/keeper", new { code = "module.exports = () => ({ length: process.env.TOKEN.length });", environment = TokenOf("********") });
        await again.IdleAsync();

        var called = await again.SendAsync("GET", "/api/org/red/keeper");
        Assert.True(called.Status == 200, called.Text);
        Assert.Equal(Secret.Length, called.Json.GetProperty("length").GetInt32());
        await again.IdleAsync();
    }

    private static Dictionary<string, string> TokenOf(string value) => new() { ["TOKEN"] = value };

    private static async Task<string> JournalOfAsync(FunctionsHost host, string instanceId)
    {
        var entries = await host.Store.ListJournalAsync(instanceId, 0, 1000, CancellationToken.None);
        return string.Join('\n', entries.Items.Select(e => $"{e.EventName} {e.Message} {e.Data}"));
    }
}
