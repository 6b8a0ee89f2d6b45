/** An error answer of the server (RFC 9457 problem details), or the lack of any answer. */
export class ApiProblem extends Error {
  constructor(
    /** HTTP status; 0 when no answer arrived. */
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    /** Messages by field; the key is empty for faults of the whole body. */
    readonly errors: Readonly<Record<string, readonly string[]>> = {},
    /** What the server put beside the standard members, such as a build log. */
    readonly extensions: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail || title);
    this.name = 'ApiProblem';
  }

  /** All messages in one list, with the field in front where there is one. */
  get messages(): string[] {
    return Object.entries(this.errors).flatMap(([field, texts]) =>
      texts.map((text) => (field && field !== 'generalErrors' ? `${field}: ${text}` : text)),
    );
  }
}

const standardMembers = new Set(['type', 'title', 'status', 'detail', 'instance', 'errors', 'traceId']);

/** Reads a problem from an answer's body, which may be a problem document, other JSON, or plain text. */
export function problemFrom(status: number, body: string): ApiProblem {
  const title = titleFor(status);
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      throw error;
    }
    return new ApiProblem(status, title, body.trim().startsWith('<') ? '' : body.trim().slice(0, 500));
  }
  if (typeof parsed !== 'object' || parsed === null) {
    return new ApiProblem(status, title, String(parsed));
  }
  const record = parsed as Record<string, unknown>;
  const extensions = Object.fromEntries(Object.entries(record).filter(([key]) => !standardMembers.has(key)));
  return new ApiProblem(
    status,
    text(record['title']) || title,
    text(record['detail']) || text(record['message']),
    errorsFrom(record['errors']),
    extensions,
  );
}

/** Turns whatever was thrown into a problem that a page can show. */
export function toProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) {
    return error;
  }
  const detail = error instanceof Error ? error.message : String(error);
  return new ApiProblem(0, 'The console met an error', detail);
}

function errorsFrom(value: unknown): Record<string, string[]> {
  if (Array.isArray(value)) {
    return { '': value.map((item) => (typeof item === 'string' ? item : messageOf(item))) };
  }
  if (typeof value !== 'object' || value === null) {
    return {};
  }
  return Object.fromEntries(
    Object.entries(value).map(([field, texts]) => [field, Array.isArray(texts) ? texts.map(String) : [String(texts)]]),
  );
}

function messageOf(item: unknown): string {
  const record = item as Record<string, unknown> | null;
  return text(record?.['message']) || text(record?.['detail']) || JSON.stringify(item);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function titleFor(status: number): string {
  switch (status) {
    case 0:
      return 'The server cannot be reached';
    case 400:
      return 'The request is not valid';
    case 401:
      return 'Sign-in needed';
    case 403:
      return 'Not allowed';
    case 404:
      return 'Not found';
    case 409:
      return 'That does not fit the current state';
    default:
      return `The server answered ${status}`;
  }
}
