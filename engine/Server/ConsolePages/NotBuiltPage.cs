namespace Orchestrator.Server.ConsolePages;

/// <summary>Stands in for a console that was not built.</summary>
internal static class NotBuiltPage
{
    public const string Html = """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>Orchestrator</title>
        <style>body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:15vh auto;padding:0 1rem;color:#1b2a32}code{background:#eef2f4;padding:.1em .35em;border-radius:3px}</style></head>
        <body>
        <h1>Orchestrator is running</h1>
        <p>The console has not been built. Build it in the source tree and start again:</p>
        <p><code>cd designer &amp;&amp; npm ci &amp;&amp; npm run build</code>, or simply <code>./run</code>.</p>
        <p>The <a href="/docs">API reference</a> and <code>/api/v1</code> work without it.</p>
        </body>
        </html>
        """;
}
