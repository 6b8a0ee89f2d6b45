using System.Text.Json.Nodes;

namespace Orchestrator.Server.ElsaApi.Descriptors;

/// <param name="IsWrapped">False: the definition holds the bare value, and no other syntax is offered.</param>
/// <param name="UiSpecifications">What the editor of the hint needs, by its name.</param>
internal sealed record InputAnswer(
    string Name,
    string TypeName,
    string DisplayName,
    string Description,
    double Order,
    bool IsBrowsable,
    bool IsWrapped,
    bool IsSensitive,
    string? Category,
    object? DefaultValue,
    string DefaultSyntax,
    string UiHint,
    JsonObject UiSpecifications)
{
    public bool IsSynthetic => false;

    public bool IsReadOnly => false;

    public string? StorageDriverType => null;
}
