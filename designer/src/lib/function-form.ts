export interface FunctionFields {
  readonly name: string;
  readonly route: string;
  readonly code: string;
}

/** What a new function starts with. */
export const sampleCode = `// Gets the request (method, path, query, headers, body); what it returns is the answer.
module.exports = async (request) => {
  const name = request.body?.name ?? 'world';
  console.log('greeting', name);
  return { message: \`Hello, \${name}!\` };
};
`;

/** Faults that can be told before anything is sent, by field. The server checks again. */
export function functionFaults(fields: FunctionFields): Record<string, string[]> {
  const faults: Record<string, string[]> = {};
  if (!/^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$/.test(fields.name)) {
    faults['name'] = ['Use 1 to 40 lower-case letters, digits and hyphens; start with a letter.'];
  }
  if (!/^[A-Za-z0-9][-\w./]{0,120}$/.test(fields.route) || fields.route.includes('..')) {
    faults['route'] = ['Use letters, digits, hyphens and slashes, without a slash in front.'];
  } else if (/^(functions|autoscale|billing)(\/|$)/.test(fields.route)) {
    faults['route'] = ['functions, autoscale and billing are taken by the orchestrator itself.'];
  }
  if (fields.code.trim() === '') {
    faults['code'] = ['Write the code of the function.'];
  }
  return faults;
}
