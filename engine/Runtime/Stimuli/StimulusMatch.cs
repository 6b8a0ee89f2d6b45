using System.Text.Json.Nodes;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime;

/// <summary>Whether a trigger or a bookmark listens for a stimulus.</summary>
internal static class StimulusMatch
{
    /// <summary>Hash that a trigger or bookmark must have; null: the stimulus decides by what they listen for.</summary>
    public static string? HashOf(Stimulus stimulus) => stimulus.Matches is null ? StimulusHash.Of(stimulus.Name, stimulus.Payload) : null;

    public static bool Matches(Stimulus stimulus, string? hash, string candidateHash, Func<JsonNode?> payload) =>
        stimulus.Matches is { } matches ? matches(payload()) : candidateHash == hash;

    /// <summary>The provider's definitions serve every tenant, a tenant's own only itself.</summary>
    public static bool ServesTenant(Stimulus stimulus, string owner) => owner.Length == 0 || string.IsNullOrEmpty(stimulus.Tenant) || owner == stimulus.Tenant;
}
