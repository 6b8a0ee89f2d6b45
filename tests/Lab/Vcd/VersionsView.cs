using System.Xml.Linq;
using Orchestrator.Lab.Http;

namespace Orchestrator.Lab.Vcd;

internal static class VersionsView
{
    public static LabReply Get(VcdCall call) => new(200, "text/xml", X.ToText(new XElement(
        X.Versions + "SupportedVersions",
        ApiVersion.All.Select(v => new XElement(
            X.Versions + "VersionInfo",
            new XAttribute("deprecated", X.Bool(ApiVersion.IsDeprecated(v))),
            new XElement(X.Versions + "Version", v),
            new XElement(X.Versions + "LoginUrl", call.Href("/api/sessions")))))));
}
