using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Runtime.Children;

/// <summary>How this host starts dispatched workflows.</summary>
public sealed class DispatchOptions : IValidatableObject
{
    /// <summary>Largest degree of a channel.</summary>
    public const int MaxDegree = 256;

    /// <summary>
    /// Named channels with their degree: how many workflows of the channel a node starts at the same time, each up to its first wait; 1 to 256. A channel has workers of its
    /// own, so that many workflows on it do not hold back others. Default: none.
    /// </summary>
    public IDictionary<string, int> Channels { get; } = new SortedDictionary<string, int>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Channels
        .Where(channel => string.IsNullOrWhiteSpace(channel.Key) || channel.Value is < 1 or > MaxDegree)
        .Select(channel => new ValidationResult($"Dispatch channel '{channel.Key}' needs a name and a degree from 1 to {MaxDegree}; its degree is {channel.Value}.", [nameof(Channels)]));
}
