using System.Diagnostics;
using Npgsql;

namespace Orchestrator.Tests.TortureTests;

/// <summary>The short form of <c>orchestrator torture</c>: the real server, killed with signal 9 under load.</summary>
public sealed class KillTests
{
    private static readonly string s_server = Path.Combine(AppContext.BaseDirectory, "../../../../../engine/Server/bin/Release/net10.0/orchestrator");

    [Fact]
    public async Task Nothing_is_lost_or_doubled_when_the_server_is_killed_under_load()
    {
        var amqp = Environment.GetEnvironmentVariable("ORCHESTRATOR_TEST_AMQP");
        string[] doors = string.IsNullOrEmpty(amqp) ? ["--traps"] : ["--traps", "--amqp", amqp];

        var (code, output) = await TortureAsync(["--kills", "6", "--seconds", "2", "--seed", "11", "--clock-jump", "30", .. doors]);

        Assert.True(code == 0, output);
        Assert.Contains("nothing lost, nothing doubled, nothing stuck", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_of_the_database_is_lived_through()
    {
        var postgres = Environment.GetEnvironmentVariable("ORCHESTRATOR_TEST_POSTGRES");
        Assert.False(string.IsNullOrEmpty(postgres), "ORCHESTRATOR_TEST_POSTGRES names no PostgreSQL server: start the tests by ./test, which starts one.");
        var restart = $"cd / && runuser -u postgres -- {PgCtl()} -D {await ScalarAsync(postgres, "SHOW data_directory")} -l /dev/null -m immediate -w -t 60 restart >/dev/null 2>&1";
        var database = $"torture_{Guid.CreateVersion7():N}";
        await ExecuteAsync(postgres, $"CREATE DATABASE {database}");
        var connection = new NpgsqlConnectionStringBuilder(postgres) { Database = database }.ConnectionString;

        var (code, output) = await TortureAsync(["--kills", "1", "--seconds", "2", "--seed", "12", "--db", connection, "--disturb", restart]);

        await ExecuteAsync(postgres, $"DROP DATABASE {database} WITH (FORCE)");
        Assert.True(code == 0, output);
        Assert.Contains("| PostgreSQL | HTTP | 1 | 2 |", output, StringComparison.Ordinal);
    }

    private static string PgCtl() => Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Last() + "/bin/pg_ctl";

    private static async Task<string> ScalarAsync(string server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server);
        await using var command = source.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<(int Code, string Output)> TortureAsync(IEnumerable<string> arguments)
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-torture-");
        try
        {
            using var process = Process.Start(new ProcessStartInfo(s_server, ["torture", "--data", folder.FullName, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
