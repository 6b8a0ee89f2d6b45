using Orchestrator.Core;
using Orchestrator.Server.Hosting;
using Orchestrator.Workflows;

namespace Orchestrator.Server.Docs.Activities;

/// <summary>The activities of the product, without starting it.</summary>
internal static class BuiltInActivities
{
    public static ActivityRegistry Registry()
    {
        var options = new ServerOptions { DataFolder = Path.GetTempPath() };
        var services = new ServiceCollection();
        services.AddEngine(options);
        services.AddAreas(options, lab: null);
        return new ActivityRegistry(services.Select(s => s.ImplementationInstance).OfType<ActivityAssembly>());
    }
}
