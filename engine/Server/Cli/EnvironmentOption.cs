using System.CommandLine;

namespace Orchestrator.Server.Cli;

/// <summary>Makes options whose default comes from an environment variable.</summary>
internal static class EnvironmentOption
{
    public static Option<string?> Text(string name, string variable, string valueName, string description, string? otherwise = null) => new(name)
    {
        Description = otherwise is null ? $"{description} [env: {variable}]" : $"{description} [env: {variable}; default: {otherwise}]",
        HelpName = valueName,
        DefaultValueFactory = _ => Read(variable) ?? otherwise,
    };

    /// <summary>The value of a variable; null when it is unset or empty.</summary>
    public static string? Read(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
