using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Workflows;

namespace Acme.Activities;

/// <summary>Adds the certificates to an orchestrator.</summary>
public sealed class CertificatesModule : IModule
{
    public void Configure(IServiceCollection services)
    {
        services.AddSingleton<ICertificates, ManualCertificates>();
        services.AddActivitiesFrom<OrderCertificate>();
        services.AddWorkflow<SecureHost>();
    }
}
