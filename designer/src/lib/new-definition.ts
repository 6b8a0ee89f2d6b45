/** What is sent to make an empty workflow. */
export function emptyWorkflow(name: string, description: string): Record<string, unknown> {
  return {
    name: name.trim(),
    description: description.trim() || null,
    root: { id: 'Flowchart1', name: 'Flowchart1', type: 'Elsa.Flowchart', version: 1, activities: [], connections: [] },
  };
}

/** The content of a definition as a new one, without what made the original itself. */
export function copyOf(definition: Readonly<Record<string, unknown>>, name: string, description: string): Record<string, unknown> {
  const own = new Set(['id', 'definitionId', 'version', 'isLatest', 'isPublished', 'isReadonly', 'createdAt', 'tenant', 'savedBy']);
  const content = Object.fromEntries(Object.entries(definition).filter(([member]) => !own.has(member)));
  return { ...content, name: name.trim(), description: description.trim() || null };
}
