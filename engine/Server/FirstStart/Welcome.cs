using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.FirstStart;

/// <summary>What the console says once the server is ready.</summary>
internal static class Welcome
{
    public static string Text(FirstStartResult result, ServerOptions options, string url, int? snmpPort)
    {
        var lines = new List<string> { "", $"  Orchestrator is ready: {url}" };
        if (result is { Created: true, Credentials: { } credentials })
        {
            lines.AddRange([
                "",
                $"    user      {credentials.AdminUser}",
                $"    password  {credentials.AdminPassword}",
                $"    API key   {credentials.ApiKey}",
                "",
                $"  Shown this once; kept in {result.File} (readable by you only).",
                "",
                "  Three things to try:",
                "",
            ]);
            lines.AddRange(Try(credentials, options, url, snmpPort));
        }
        else
        {
            lines.Add(result.Credentials is null
                ? "  Sign in as you know; the file with the initial credentials has been removed."
                : $"  Credentials: {result.File}");
        }

        lines.Add("");
        return string.Join(Environment.NewLine, lines);
    }

    private static IEnumerable<string> Try(InitialCredentials credentials, ServerOptions options, string url, int? snmpPort)
    {
        var auth = $"-H 'Authorization: ApiKey {credentials.ApiKey}'";
        if (!options.Lab)
        {
            return [
                $"    curl {auth} {url}/api/v1/definitions",
                $"    curl {auth} {url}/api/v1/tenants",
                $"    open {url} (console) and {url}/docs (API reference)",
            ];
        }

        List<string> lines = [
            $"    curl {auth} -H 'Content-Type: application/json' {url}/api/org/pscoe/functions \\",
            """      -d '{"name":"hello","runtime":"nodejs","route":"hello","code":"module.exports = async (request) => ({ greeting: \"Hello \" + request.body.name })"}'""",
            $"    curl {auth} -H 'Content-Type: application/json' {url}/api/org/pscoe/hello -d '{{\"name\":\"Ada\"}}'",
            "",
            $"    curl {auth} {url}/api/org/pscoe/billing/summary",
        ];
        if (snmpPort is { } port)
        {
            // Objects of VMWARE-VROPS-MIB: alert 46 is "active"; .2 the resource, .17 the alert definition, .18 its description, .8 the alert's id.
            lines.AddRange([
                "",
                $"    snmptrap -v 2c -c public {options.Snmp!.Address}:{port} '' 1.3.6.1.4.1.6876.4.50.1.0.46 \\",
                "      1.3.6.1.4.1.6876.4.50.1.2.2.0 s 'autoscale shop' 1.3.6.1.4.1.6876.4.50.1.2.8.0 s 11111111-2222-4333-8444-555555555555 \\",
                "      1.3.6.1.4.1.6876.4.50.1.2.17.0 s 'AS scale out shop' 1.3.6.1.4.1.6876.4.50.1.2.18.0 s 'scale-out:shop'",
            ]);
        }

        return lines;
    }
}
