using Orchestrator.Runtime.Definitions;

namespace Orchestrator.Runtime;

/// <summary>Brings the runtime up once the database is migrated.</summary>
public sealed class RuntimeStarter(IDefinitionService definitions, RuntimeGate gate)
{
    /// <summary>Seeds the built-in definitions, makes all triggers active and lets background work begin.</summary>
    public async ValueTask StartAsync(IEnumerable<(string Path, string Json)> builtIn, CancellationToken cancellationToken)
    {
        await definitions.SeedAsync(builtIn, cancellationToken);
        await definitions.ActivateAsync(cancellationToken);
        gate.Open();
    }
}
