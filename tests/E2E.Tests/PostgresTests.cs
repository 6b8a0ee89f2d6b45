namespace Orchestrator.Tests.E2E;

public sealed class PostgresTests
{
    [Fact]
    public async Task The_bill_and_a_scale_out_work_over_PostgreSQL_and_outlive_a_kill()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await using var server = await ServerProcess.StartAsync("--lab", "--db", database.ConnectionString);
        await server.WaitForInstancesAsync("billing-collect", 1);
        await WaitFor.AsyncOf(
            "the lab's rule to be ready",
            () => server.Api.GetAsync("/api/org/pscoe/autoscale"),
            a => a.Status == 200 && a.Json["items"]!.AsArray().Any(r => (string)r!["status"]! == "ready"),
            () => server.Output);
        await server.SendAlertAsync("AS scale out shop", "scale-out:shop", Guid.Parse("11111111-2222-4333-8444-000000000004"));
        await server.WaitForInstancesAsync("autoscale-on-alert", 1);

        await server.KillAsync();
        await server.StartAsync();

        Assert.Equal(1, (int)(await server.Api.GetAsync("/api/v1/instances?definitionId=autoscale-on-alert")).Json["totalCount"]!);
        Assert.True((decimal)(await server.Api.GetAsync("/api/org/pscoe/billing/summary")).Json["spendSoFar"]! > 0);
    }
}
