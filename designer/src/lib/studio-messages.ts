/** What the page around Elsa Studio tells the console that frames it. */
export type StudioMessage =
  | { readonly type: 'edit-definition' | 'view-instance'; readonly id: string }
  | { readonly type: 'ready' | 'saved' | 'signed-out' }
  | { readonly type: 'problem'; readonly text: string };

/** Reads a message of the frame; null for what comes from elsewhere or says nothing that is known. */
export function readStudioMessage(data: unknown): StudioMessage | null {
  if (typeof data !== 'object' || data === null || (data as Record<string, unknown>)['source'] !== 'studio') {
    return null;
  }
  const { type, id, text } = data as Record<string, unknown>;
  if ((type === 'edit-definition' || type === 'view-instance') && typeof id === 'string' && id.length > 0) {
    return { type, id };
  }
  if (type === 'ready' || type === 'saved' || type === 'signed-out') {
    return { type };
  }
  return type === 'problem' && typeof text === 'string' ? { type, text } : null;
}

/** Address of a view of Elsa Studio. */
export function studioUrl(view: 'editor' | 'instance', id: string): string {
  return `/studio/${view}?id=${encodeURIComponent(id)}`;
}
