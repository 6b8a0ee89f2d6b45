using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace Orchestrator.CSharp;

/// <summary>Decides whose C# runs. Safe for concurrent use.</summary>
public sealed class CSharpTrust(IOptions<CSharpOptions> options)
{
    private const string Setting = "CSharp:TrustedAdministrators";

    private readonly FrozenSet<string> names = options.Value.TrustedAdministrators.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether anybody may write C#.</summary>
    public bool IsOn => names.Count > 0;

    /// <summary>Names in alphabetical order.</summary>
    public IEnumerable<string> Names => names.Order(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a user or key may write C#; nobody in particular may not.</summary>
    public bool Includes(string? author) => !string.IsNullOrEmpty(author) && names.Contains(author);

    /// <summary>Why the C# of an author does not run, and how to mend it; null when it does.</summary>
    internal string? Refusal(string? author)
    {
        if (Includes(author))
            return null;
        if (!IsOn)
            return $"C# expressions are off, because they could do all that the server can: use JavaScript or Liquid, or name the administrators who may write them in {Setting}{By(author)}.";
        return string.IsNullOrEmpty(author)
            ? $"This C# does not run, because nobody is known to have saved it: let an administrator who is named in {Setting} save the definition."
            : $"This C# does not run, because '{author}' saved it, who is not named in {Setting}: let somebody who is named there save the definition, or add '{author}' and start the server again.";
    }

    private static string By(string? author) => string.IsNullOrEmpty(author) ? "" : $", such as '{author}', who saved this";
}
