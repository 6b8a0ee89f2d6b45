using Orchestrator.Runtime.Stores;

namespace Orchestrator.Server.ElsaApi.Definitions;

/// <summary>What a caller may do with definitions. Without <c>publish</c> Studio's editor is read-only, without <c>bulk-publish</c> its list is.</summary>
internal static class DefinitionLinks
{
    private static readonly Link[] Bulk =
    [
        new("/bulk-actions/publish/workflow-definitions/by-definition-ids", "bulk-publish", "POST"),
        new("/bulk-actions/retract/workflow-definitions/by-definition-ids", "bulk-retract", "POST"),
        new("/bulk-actions/delete/workflow-definitions/by-definition-id", "bulk-delete", "POST"),
    ];

    public static IReadOnlyList<Link> OfList(bool mayWrite) => mayWrite ? Bulk : [];

    /// <summary>A built-in definition is not changed, only copied.</summary>
    public static IReadOnlyList<Link> Of(StoredDefinition definition, bool mayWrite)
    {
        var path = $"/workflow-definitions/{Uri.EscapeDataString(definition.DefinitionId)}";
        var links = new List<Link> { new(path, "self", "GET") };
        if (!mayWrite)
            return links;
        links.Add(new Link($"{path}/execute", "execute", "POST"));
        links.Add(new Link($"{path}/dispatch", "dispatch", "POST"));
        links.Add(new Link($"{path}/retract", "retract", "POST"));
        if (definition.IsReadonly)
            return links;
        links.Add(new Link($"{path}/publish", "publish", "POST"));
        links.Add(new Link(path, "delete", "DELETE"));
        return links;
    }
}
