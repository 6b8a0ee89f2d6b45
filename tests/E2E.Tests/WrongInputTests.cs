using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Orchestrator.Tests.E2E;

public sealed class WrongInputTests
{
    [Fact]
    public async Task Wrong_input_of_each_kind_gets_a_precise_error_and_leaves_the_server_well()
    {
        await using var server = await ServerProcess.StartAsync("--lab");
        using var anonymous = new Api(server.Url);

        var badJson = await server.Api.PostAsync("/api/org/pscoe/autoscale", "{ \"name\": oops }");
        Assert.Equal(400, badJson.Status);
        Assert.Contains("title", badJson.Text, StringComparison.Ordinal);

        var unknownOrg = await server.Api.GetAsync("/api/org/nobody/billing/summary");
        Assert.Equal(404, unknownOrg.Status);
        Assert.Contains("nobody", unknownOrg.Text, StringComparison.Ordinal);

        Assert.Equal(401, (await anonymous.PostAsync("/api/v1/session", """{"user":"admin","password":"wrong"}""")).Status);
        Assert.Equal(401, (await anonymous.GetAsync("/api/org/pscoe/billing/summary")).Status);

        var badMonth = await server.Api.GetAsync("/api/org/pscoe/billing/summary?month=November");
        Assert.Equal(400, badMonth.Status);
        Assert.Contains("YYYY-MM", badMonth.Text, StringComparison.Ordinal);

        using (var udp = new UdpClient())
            await udp.SendAsync(Encoding.UTF8.GetBytes("this is no SNMP"), new IPEndPoint(IPAddress.Loopback, server.SnmpPort), TestContext.Current.CancellationToken);
        await server.SendAlertAsync("Something else", "nothing of ours", Guid.Parse("11111111-2222-4333-8444-000000000003"));
        await WaitFor.AsyncOf("the trap after the datagram", () => server.Api.GetAsync("/api/v1/traps"), a => a.Status == 200 && (int)a.Json["totalCount"]! == 1, () => server.Output);

        Assert.Equal(200, (await anonymous.GetAsync("/health/ready")).Status);
    }
}
