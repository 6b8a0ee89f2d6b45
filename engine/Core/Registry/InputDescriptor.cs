using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>An input of an activity type.</summary>
public sealed record InputDescriptor
{
    /// <summary>PascalCase name.</summary>
    public required string Name { get; init; }

    /// <summary>camelCase name, as in JSON.</summary>
    public required string JsonName { get; init; }

    public required Type Type { get; init; }

    /// <summary>False: the JSON holds the bare value.</summary>
    public required bool IsWrapped { get; init; }

    /// <summary>Whether the activity reads the input from the JSON itself; see <see cref="IReadsJson"/>.</summary>
    public bool IsReadByActivity { get; init; }

    /// <summary>Whether the text of an Object expression stays text: so with Elsa's activities where the input takes any object.</summary>
    public bool KeepsText { get; init; }

    public required InputAttribute Metadata { get; init; }

    public required Func<IActivity, object?> Get { get; init; }

    public required Action<IActivity, object?> Set { get; init; }

    /// <summary>Makes the <see cref="Input"/> of the right type; null for a bare input.</summary>
    public Func<Expression?, MemoryReference?, Input>? CreateInput { get; init; }
}
