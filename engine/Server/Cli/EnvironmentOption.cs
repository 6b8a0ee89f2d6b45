using System.CommandLine;

namespace Orchestrator.Server.Cli;

/// <summary>
/// An option whose value comes from an environment variable when the flag is absent. The parser does not know that value, so that help never prints what may be a secret.
/// </summary>
internal sealed class EnvironmentOption : Option<string?>
{
    private readonly string _variable;
    private readonly string? _otherwise;

    private EnvironmentOption(string name, string variable, string? otherwise)
        : base(name)
    {
        _variable = variable;
        _otherwise = otherwise;
    }

    public static EnvironmentOption Text(string name, string variable, string valueName, string description, string? otherwise = null) => new(name, variable, otherwise)
    {
        Description = otherwise is null ? $"{description} [env: {variable}]" : $"{description} [env: {variable}; default: {otherwise}]",
        HelpName = valueName,
    };

    /// <summary>The value of a variable; null when it is unset or empty.</summary>
    public static string? Read(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;

    /// <summary>Flag, else environment, else default; null when all are empty.</summary>
    public string? Of(ParseResult parsed) => parsed.GetValue(this) is { Length: > 0 } value ? value : Read(_variable) ?? _otherwise;
}
