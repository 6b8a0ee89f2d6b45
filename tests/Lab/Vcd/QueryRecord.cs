namespace Orchestrator.Lab.Vcd;

/// <summary>One row of a query: its attributes in order.</summary>
/// <param name="Kind">The kind in the urn, e.g. <c>vm</c>.</param>
internal sealed record QueryRecord(string Kind, Guid Id, string Href, Guid? Vdc, IReadOnlyList<(string Name, string? Value)> Attributes)
{
    public string? this[string name] => name switch
    {
        "href" => Href,
        "id" => $"urn:vcloud:{Kind}:{Id}",
        _ => Attributes.FirstOrDefault(a => a.Name == name).Value,
    };

    public bool Has(string name) => name is "href" or "id" || Attributes.Any(a => a.Name == name);
}
