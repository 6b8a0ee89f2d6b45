/** A command for a POSIX shell that calls a function. The key comes from the environment, so that none is shown. */
export function curlCommand(origin: string, url: string, body: string): string {
  const address = url.startsWith('http') ? url : origin + url;
  return [
    `curl -X POST ${address} \\`,
    `  -H "Authorization: ApiKey $ORCHESTRATOR_API_KEY" \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d ${quote(body)}`,
  ].join('\n');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
