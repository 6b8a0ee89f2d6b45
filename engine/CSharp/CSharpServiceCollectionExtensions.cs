using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orchestrator.Core;
using Orchestrator.CSharp.Activities;
using Orchestrator.Workflows;

namespace Orchestrator.CSharp;

public static class CSharpServiceCollectionExtensions
{
    /// <summary>Adds the language <c>CSharp</c> and the activity <c>Elsa.RunCSharp</c>. Both refuse everybody whom <see cref="CSharpOptions"/> does not name.</summary>
    public static IServiceCollection AddCSharp(this IServiceCollection services, Action<CSharpOptions>? configure = null)
    {
        services.AddOptions<CSharpOptions>().Configure(configure ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<CSharpTrust>();
        services.TryAddSingleton<CSharpLanguage>();
        services.AddSingleton<IExpressionLanguage>(p => p.GetRequiredService<CSharpLanguage>());
        return services.AddActivitiesFrom<RunCSharp>();
    }
}
