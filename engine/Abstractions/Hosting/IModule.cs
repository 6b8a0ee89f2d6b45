using Microsoft.Extensions.DependencyInjection;

namespace Orchestrator.Workflows;

/// <summary>
/// What an assembly adds to an orchestrator that is told to load it: activities, workflows, and the services that they use. The class is public and has a constructor without
/// parameters; it is made once, before the server starts.
/// </summary>
public interface IModule
{
    /// <summary>Adds to the server's services. An exception keeps the server from starting, with its message.</summary>
    void Configure(IServiceCollection services);
}
