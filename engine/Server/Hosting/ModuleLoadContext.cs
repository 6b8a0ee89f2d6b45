using System.Reflection;
using System.Runtime.Loader;

namespace Orchestrator.Server.Hosting;

/// <summary>Finds what modules need: first among what the server has itself, so that types are the same on both sides, then in the folder of the modules.</summary>
internal sealed class ModuleLoadContext(string folder) : AssemblyLoadContext("modules")
{
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        try
        {
            return Default.LoadFromAssemblyName(assemblyName);
        }
        catch (FileNotFoundException)
        {
            var path = Path.Combine(folder, $"{assemblyName.Name}.dll");
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
}
