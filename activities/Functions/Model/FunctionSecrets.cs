using Orchestrator.Runtime.Secrets;

namespace Orchestrator.Activities.Functions.Model;

/// <summary>Encrypts the values of environment variables, and reads them again.</summary>
internal sealed class FunctionSecrets(ISecretProtector protector)
{
    /// <summary>The source with all values encrypted; those that are encrypted already stay as they are.</summary>
    public FunctionSource Seal(string tenant, FunctionSource source) => source with
    {
        Environment = source.Environment.ToDictionary(p => p.Key, p => protector.IsProtected(tenant, p.Value) ? p.Value : protector.Protect(tenant, p.Value)),
    };

    /// <summary>The source with its values as the tenant gave them. Values that were stored before they were encrypted are taken as they are.</summary>
    public FunctionSource Open(string tenant, FunctionSource source) => source with
    {
        Environment = source.Environment.ToDictionary(p => p.Key, p => SecretText.LooksProtected(p.Value) ? protector.Unprotect(tenant, p.Value) : p.Value),
    };
}
