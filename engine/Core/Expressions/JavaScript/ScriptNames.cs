namespace Orchestrator.Core;

/// <summary>How names of variables, inputs and activities stand in those of functions.</summary>
internal static class ScriptNames
{
    /// <summary>In Pascal case (<c>my_name</c> is <c>MyName</c>), and with nothing but the first letter raised.</summary>
    public static IEnumerable<string> Forms(string name)
    {
        if (name.Length == 0)
            yield break;
        var raised = char.ToUpperInvariant(name[0]) + name[1..];
        yield return raised;
        if ((name.Contains('_', StringComparison.Ordinal) || name.Contains(' ', StringComparison.Ordinal)) && UsableWorkflow.TypeNameOf(name) is var pascal && pascal != raised)
            yield return pascal;
    }

    /// <summary>What follows each <c>From</c> in a script: the names of activities whose outputs it may read.</summary>
    public static IEnumerable<string> Sources(string script)
    {
        for (var at = script.IndexOf("From", StringComparison.Ordinal); at >= 0; at = script.IndexOf("From", at + 4, StringComparison.Ordinal))
        {
            var end = at + 4;
            while (end < script.Length && (char.IsLetterOrDigit(script[end]) || script[end] is '_' or '$'))
                end++;
            if (end > at + 4)
                yield return script[(at + 4)..end];
        }
    }
}
