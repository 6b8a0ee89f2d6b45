using System.ComponentModel.DataAnnotations;

namespace Orchestrator.CSharp;

/// <summary>Who may write C# into definitions. It runs with the rights of the server: whoever is named here can do all that the server can.</summary>
public sealed class CSharpOptions : IValidatableObject
{
    /// <summary>
    /// Administrators whose definitions may hold C#: names of users, and <c>key:</c> with the name of an API key, such as <c>admin</c> or <c>key:ci</c>; whatever their case.
    /// A name that is taken off stops the C# of its definitions with the next start. Default: none, so C# is off.
    /// </summary>
    public IList<string> TrustedAdministrators { get; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => TrustedAdministrators
        .Where(name => string.IsNullOrWhiteSpace(name) || name != name.Trim())
        .Select(name => new ValidationResult($"CSharp:TrustedAdministrators holds '{name}': give names of users, or 'key:' with the name of an API key, without spaces around them.", [nameof(TrustedAdministrators)]));
}
