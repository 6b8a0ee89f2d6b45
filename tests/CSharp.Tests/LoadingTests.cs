using System.Reflection;
using System.Runtime.Loader;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Core;
using Orchestrator.CSharp;
using Orchestrator.Workflows;

namespace Orchestrator.Tests.CSharp;

/// <summary>When the compiler is loaded. The language is loaded a second time here, as the first has loaded it for other tests.</summary>
public sealed class LoadingTests
{
    [Fact]
    public void The_compiler_is_loaded_for_the_first_script_that_may_run()
    {
        var context = new WatchedContext();
        var language = context.Language(ScriptHost.Trusted);

        var refusal = language.Validate(new Expression("CSharp", "1") { Author = "bob" }, null);
        var before = context.Asked.Where(IsCompiler).ToList();
        var fault = language.Validate(new Expression("CSharp", "1") { Author = ScriptHost.Trusted }, null);

        Assert.NotNull(refusal);
        Assert.Empty(before);
        Assert.Null(fault);
        Assert.Contains(context.Asked, IsCompiler);
    }

    private static bool IsCompiler(string name) => name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal);

    /// <summary>Notes what the assembly of the language needs.</summary>
    private sealed class WatchedContext() : AssemblyLoadContext("watched")
    {
        public List<string> Asked { get; } = [];

        public IExpressionLanguage Language(string trusted)
        {
            var assembly = LoadFromAssemblyPath(typeof(CSharpOptions).Assembly.Location);
            var services = new ServiceCollection();
            assembly.GetType(typeof(CSharpServiceCollectionExtensions).FullName!)!.GetMethod(nameof(CSharpServiceCollectionExtensions.AddCSharp))!.Invoke(null, [services, null]);
            services.AddOrchestratorCore();
            var provider = services.BuildServiceProvider();
            var options = provider.GetRequiredService(typeof(Microsoft.Extensions.Options.IOptions<>).MakeGenericType(assembly.GetType(typeof(CSharpOptions).FullName!)!));
            var value = options.GetType().GetProperty("Value")!.GetValue(options)!;
            ((IList<string>)value.GetType().GetProperty(nameof(CSharpOptions.TrustedAdministrators))!.GetValue(value)!).Add(trusted);
            Assert.NotNull(provider.GetRequiredService<IActivityRegistry>().Find("Elsa.RunCSharp"));
            return provider.GetRequiredService<IExpressionLanguage>();
        }

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            Asked.Add(assemblyName.Name!);
            return null;
        }
    }
}
