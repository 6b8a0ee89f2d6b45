export type JsonInput = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

/** Reads JSON that a person typed; an empty field is `undefined`. */
export function parseJsonInput(text: string): JsonInput {
  if (text.trim() === '') {
    return { ok: true, value: undefined };
  }
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) {
      return { ok: false, message: `This is not JSON: ${error.message}` };
    }
    throw error;
  }
}
