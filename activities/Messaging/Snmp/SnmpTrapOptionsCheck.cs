using Microsoft.Extensions.Options;

namespace Orchestrator.Activities.Messaging.Snmp;

/// <summary>What attributes cannot say of the options: sources are networks, users are users.</summary>
internal sealed class SnmpTrapOptionsCheck : IValidateOptions<SnmpTrapOptions>
{
    public ValidateOptionsResult Validate(string? name, SnmpTrapOptions options)
    {
        var faults = new List<string>();
        foreach (var source in options.Sources)
            Try(faults, "Sources", () => TrapSources.Parse(source));
        foreach (var user in options.Users)
            Try(faults, "Users", () => user.ToUser());
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void Try(List<string> faults, string option, Func<object> parse)
    {
        try
        {
            parse();
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            faults.Add($"Snmp:{option}: {exception.Message}");
        }
    }
}
