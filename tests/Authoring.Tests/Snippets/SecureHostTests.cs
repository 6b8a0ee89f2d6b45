using Acme.Activities;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Testing;
using Orchestrator.Workflows;

namespace Acme.Tests;

public sealed class SecureHostTests
{
    [Fact]
    public async Task A_person_is_asked_before_anything_is_ordered()
    {
        var certificates = new FakeCertificates { Ready = "PEM" };
        using var host = new WorkflowTestHost(services => services.AddSingleton<ICertificates>(certificates).AddActivitiesFrom<OrderCertificate>());

        var run = await host.RunAsync<SecureHost>(new Dictionary<string, object?> { ["Host"] = "www.example.com" });
        Assert.Equal("A certificate for www.example.com?", Assert.Single(run.Tasks).Title);
        Assert.Empty(certificates.Orders);
        await run.AnswerAsync(user: "ann");

        Assert.True(run.IsFinished);
        Assert.Equal("PEM", run.Output["Certificate"]);
        Assert.Equal("ann", run.OutputsOf("ask")["AnsweredBy"]);
    }
}
