using System.Xml.Linq;
using Orchestrator.Lab.Http;

namespace Orchestrator.Lab.Vcd;

/// <summary>The cell's broker settings. The password is never answered.</summary>
internal static class AmqpSettings
{
    private static readonly string[] Names =
        ["AmqpHost", "AmqpPort", "AmqpUsername", "AmqpPassword", "AmqpExchange", "AmqpVHost", "AmqpUseSSL", "AmqpSslAcceptAll", "AmqpPrefix"];

    public static LabReply Get(VcdCall call)
    {
        call.DemandProvider();
        return Answer(call);
    }

    public static LabReply Put(VcdCall call)
    {
        call.DemandProvider();
        Store(Read(call), call.Vcd.Amqp);
        return Answer(call);
    }

    public static LabReply Test(VcdCall call)
    {
        call.DemandProvider();
        var settings = new Dictionary<string, string>(call.Vcd.Amqp);
        Store(Read(call), settings);
        var valid = settings["AmqpHost"].Length > 0 && ushort.TryParse(settings["AmqpPort"], out _);
        return call.Xml(
            200,
            ExtensionServices.Rooted(new XElement(
                X.Ext + "AmqpSettingsTest",
                new XAttribute("type", X.AdminMime("amqpSettingsTest")),
                new XElement(X.Ext + "Valid", X.Bool(valid)))),
            X.AdminMime("amqpSettingsTest"));
    }

    private static XElement Read(VcdCall call) => X.Parse(call.Request.Body, X.Ext + "AmqpSettings");

    private static void Store(XElement root, Dictionary<string, string> settings)
    {
        foreach (var element in root.Elements().Where(e => e.Name.Namespace == X.Ext && Names.Contains(e.Name.LocalName)))
        {
            if (element is not { Name.LocalName: "AmqpPassword", Value: "********" })
                settings[element.Name.LocalName] = element.Value;
        }
    }

    private static LabReply Answer(VcdCall call) => call.Xml(
        200,
        ExtensionServices.Rooted(new XElement(
            X.Ext + "AmqpSettings",
            new XAttribute("href", call.Href("/api/admin/extension/settings/amqp")),
            new XAttribute("type", X.AdminMime("amqpSettings")),
            X.Link("edit", call.Href("/api/admin/extension/settings/amqp"), X.AdminMime("amqpSettings")),
            X.Link("test", call.Href("/api/admin/extension/settings/amqp/action/test"), X.AdminMime("amqpSettings")),
            Names.Select(n => new XElement(X.Ext + n, n == "AmqpPassword" ? "********" : call.Vcd.Amqp.GetValueOrDefault(n, ""))))),
        X.AdminMime("amqpSettings"));
}
