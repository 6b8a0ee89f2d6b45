using System.Reflection;
using Orchestrator.Workflows;

namespace Orchestrator.Server.Hosting;

/// <summary>Loads the modules of a folder: every assembly in it that has a class which implements <see cref="IModule"/>. The others are what modules need.</summary>
internal static class Modules
{
    public static IServiceCollection AddModules(this IServiceCollection services, string? folder)
    {
        if (folder is null)
            return services;
        if (!Directory.Exists(folder))
            throw new StartupException($"--modules: there is no folder '{folder}'.") { ExitCode = ExitCode.Usage };
        var context = new ModuleLoadContext(folder);
        var modules = Directory.GetFiles(folder, "*.dll").Order(StringComparer.Ordinal).Where(IsManaged)
            .SelectMany(path => TypesOf(path, context)).Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IModule))).ToList();
        if (modules.Count == 0)
            throw new StartupException($"--modules: no assembly in '{folder}' has a public class that implements {nameof(IModule)}.") { ExitCode = ExitCode.Usage };
        foreach (var module in modules)
            Configure(module, services);
        return services;
    }

    private static void Configure(Type module, IServiceCollection services)
    {
        try
        {
            ((IModule)Activator.CreateInstance(module)!).Configure(services);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new StartupException($"Module {module.FullName} of {module.Assembly.GetName().Name} cannot be set up: {exception.GetBaseException().Message}", exception);
        }
    }

    private static Type[] TypesOf(string path, ModuleLoadContext context)
    {
        try
        {
            var assembly = context.LoadFromAssemblyPath(path);
            return assembly.GetReferencedAssemblies().Any(needed => needed.Name == typeof(IModule).Assembly.GetName().Name) ? assembly.GetExportedTypes() : [];
        }
        catch (Exception exception) when (exception is FileNotFoundException or FileLoadException or TypeLoadException or BadImageFormatException)
        {
            throw new StartupException($"--modules: '{path}' cannot be loaded: {exception.Message} Put everything that it needs into the folder, built against this version.", exception);
        }
    }

    private static bool IsManaged(string path)
    {
        try
        {
            AssemblyName.GetAssemblyName(path);
            return true;
        }
        catch (BadImageFormatException)
        {
            return false; // A native library that a module needs.
        }
    }
}
