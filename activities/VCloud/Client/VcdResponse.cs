using System.Xml.Linq;

namespace Orchestrator.Activities.VCloud;

/// <summary>A successful answer of vCD.</summary>
/// <param name="StatusCode">HTTP status, 200 to 299.</param>
/// <param name="Xml">Body; null when it is empty or no XML.</param>
/// <param name="Location">Location header.</param>
public sealed record VcdResponse(int StatusCode, XElement? Xml, string? Location);
