using Orchestrator.Runtime;
using Orchestrator.Solutions;

namespace Orchestrator.Server.Hosting;

/// <summary>Puts in what ships with the product, before anything listens: the lab's tenants and the built-in definitions.</summary>
internal sealed class Seeding(ServerOptions options, ITenantDirectory tenants, RuntimeStarter runtime)
{
    /// <summary>The organisations of the lab.</summary>
    private static readonly Tenant[] LabTenants =
    [
        new("pscoe", "7b832bc5-3d73-45a2-ba35-82a5acd72fe4", "PS CoE"),
        new("acme", "0f4c2c9a-54f1-4f57-9a53-2f9f6c6f1e02", "Acme"),
    ];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var tenant in options.Lab ? LabTenants : [])
            await tenants.SaveAsync(tenant, cancellationToken);
        await runtime.StartAsync(BuiltInDefinitions.All(), cancellationToken);
    }
}
