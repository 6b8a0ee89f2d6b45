import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { copyOf, emptyWorkflow } from '../src/lib/new-definition';
import { readStudioMessage, studioUrl } from '../src/lib/studio-messages';

describe('messages of the designer', () => {
  it('are read when they are its own', () => {
    assert.deepEqual(readStudioMessage({ source: 'studio', type: 'view-instance', id: 'i1' }), { type: 'view-instance', id: 'i1' });
    assert.deepEqual(readStudioMessage({ source: 'studio', type: 'problem', text: 'No' }), { type: 'problem', text: 'No' });
    assert.deepEqual(readStudioMessage({ source: 'studio', type: 'saved', id: 7 }), { type: 'saved' });
  });

  it('are ignored when they come from elsewhere or say nothing known', () => {
    for (const data of [null, 'studio', { type: 'saved' }, { source: 'studio', type: 'other' }, { source: 'studio', type: 'view-instance' }, { source: 'studio', type: 'edit-definition', id: '' }]) {
      assert.equal(readStudioMessage(data), null);
    }
  });

  it('come from an address whose id is encoded', () => assert.equal(studioUrl('editor', 'a b&c'), '/studio/editor?id=a%20b%26c'));
});

describe('a new definition', () => {
  it('is an empty flowchart', () => {
    const made = emptyWorkflow('  Mine ', ' ');
    assert.equal(made['name'], 'Mine');
    assert.equal(made['description'], null);
    assert.equal((made['root'] as { type: string }).type, 'Elsa.Flowchart');
  });

  it('made as a copy keeps the content and none of the ids', () => {
    const made = copyOf({ id: '1', definitionId: 'd', version: 4, isReadonly: true, isPublished: true, name: 'A', root: { x: 1 }, unknown: 2 }, 'B', 'text');
    assert.deepEqual(made, { name: 'B', description: 'text', root: { x: 1 }, unknown: 2 });
  });
});
