namespace Orchestrator.Runtime.Stores;

/// <summary>One version of a definition, with its JSON as it came.</summary>
public sealed record StoredDefinition
{
    /// <summary>Version id.</summary>
    public required string Id { get; init; }

    /// <summary>Logical id, the same for all versions.</summary>
    public required string DefinitionId { get; init; }

    public required int Version { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>Empty: the provider's own.</summary>
    public string Tenant { get; init; } = "";

    public required bool IsLatest { get; init; }

    public required bool IsPublished { get; init; }

    /// <summary>Built in: copied to be changed.</summary>
    public bool IsReadonly { get; init; }

    /// <summary>Who saved this content: a user, or <c>key:</c> and the name of an API key. Empty: built in, or saved before this was kept.</summary>
    public string SavedBy { get; init; } = "";

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whole Elsa 3 definition; unknown properties included.</summary>
    public required string Json { get; init; }
}
