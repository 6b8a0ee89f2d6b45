using Acme.Activities;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Testing;
using Orchestrator.Workflows;

namespace Acme.Tests;

public sealed class OrderCertificateTests : IDisposable
{
    private readonly FakeCertificates certificates = new();
    private readonly WorkflowTestHost host;

    public OrderCertificateTests() => host = new WorkflowTestHost(services => services
        .AddSingleton<ICertificates>(certificates)
        .AddActivitiesFrom<OrderCertificate>());

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task It_waits_until_the_certificate_is_there()
    {
        var run = await host.RunAsync(new OrderCertificate { Id = "order", Host = new("www.example.com") });
        await run.AdvanceAsync(TimeSpan.FromMinutes(12));
        Assert.False(run.IsFinished);

        certificates.Ready = "PEM";
        await run.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.True(run.IsFinished);
        Assert.Equal("PEM", run.OutputsOf("order")["Certificate"]);
        Assert.Equal("www.example.com", Assert.Single(certificates.Orders).Host);
    }

    [Fact]
    public async Task It_gives_up_when_patience_ends()
    {
        var run = await host.RunAsync(new OrderCertificate { Id = "order", Host = new("www.example.com"), Patience = new(TimeSpan.FromMinutes(30)) });

        await run.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(["TooLate"], run.OutcomesOf("order"));
    }

    [Fact]
    public async Task Without_a_host_there_is_an_incident_that_says_so()
    {
        var run = await host.RunAsync(new OrderCertificate());

        Assert.Contains("Host", Assert.Single(run.Incidents).Message, StringComparison.Ordinal);
        Assert.Empty(certificates.Orders);
    }

    [Fact]
    public void It_is_in_the_toolbox()
    {
        var activity = host.Activities.Find("Acme.OrderCertificate")!;

        Assert.Equal(("Certificates", "Order certificate"), (activity.Category, activity.DisplayName));
        Assert.Equal(["Done", "TooLate"], activity.FlowPorts);
    }
}
