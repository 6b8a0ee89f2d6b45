import assert from 'node:assert/strict';
import { Page } from 'playwright-core';
import { Server, waitFor } from './server';
import { Step } from './step';
import { StudioEditor } from './studio';

const name = 'Count the VMs';

interface Activity {
  readonly id: string;
  readonly nodeId: string;
  readonly type: string;
  readonly [input: string]: unknown;
}

interface Definition {
  readonly definitionId: string;
  readonly isPublished: boolean;
  readonly root: {
    readonly type: string;
    readonly activities: readonly Activity[];
    readonly connections: readonly { readonly source: { activity: string; port: string }; readonly target: { activity: string; port: string } }[];
  };
}

const expression = (type: string, value: string): unknown => ({ typeName: null, expression: { type, value }, memoryReference: null });

/** The definition whose editor or instance the page shows, as the server has it. */
async function stored(page: Page, server: Server): Promise<Definition> {
  const id = /definitions\/([^/]+)\/designer/.exec(page.url())?.[1];
  assert.ok(id, `${page.url()} is not the designer`);
  return server.get(`/elsa/api/workflow-definitions/by-definition-id/${id}?versionOptions=Latest`);
}

/** A workflow from the toolbox to its end in the viewer. */
export const designerSteps: readonly Step[] = [
  {
    name: 'a workflow is drawn with activities from the toolbox and stored as it is drawn',
    run: async (page, server) => {
      await page.getByRole('link', { name: 'Definitions', exact: true }).click();
      await page.getByRole('button', { name: 'New workflow' }).click();
      await page.getByLabel('Name', { exact: true }).fill(name);
      await page.getByRole('button', { name: 'Create' }).click();
      await page.waitForURL('**/designer');
      const editor = new StudioEditor(page);
      await editor.ready();
      await editor.add('vCloud Director', /List VMs/, 40, 60);
      await editor.add('Console', /Write Line/, 330, 60);
      await editor.connect(/List VMs/, 'Done', /Write Line/);
      await editor.select(/List VMs/);
      await editor.fill('vApp', 'shop');
      await editor.fill('Organisation', 'pscoe');
      await editor.select(/Write Line/);
      await editor.script('Text', '`There are ${getCountFromListVms1()} VMs`');

      const complete = (definition: Definition): boolean =>
        definition.root.activities.some(({ text }) => JSON.stringify(text ?? null).includes('VMs`'));
      await waitFor('the drawing to be saved', 60_000, async () => complete(await stored(page, server)));

      const { root } = await stored(page, server);
      const list = root.activities.find(({ type }) => type === 'Vcd.ListVms');
      const write = root.activities.find(({ type }) => type === 'Elsa.WriteLine');
      assert.ok(list && write && root.activities.length === 2, JSON.stringify(root));
      assert.equal(root.type, 'Elsa.Flowchart');
      assert.deepEqual(root.connections.map(({ source, target }) => ({ source, target })), [
        { source: { activity: list.id, port: 'Done' }, target: { activity: write.id, port: 'In' } },
      ]);
      assert.deepEqual(list['vApp'], expression('Literal', 'shop'));
      assert.deepEqual(list['org'], expression('Literal', 'pscoe'));
      assert.deepEqual(write['text'], expression('JavaScript', '`There are ${getCountFromListVms1()} VMs`'));
      assert.equal(write.nodeId, `Workflow1:Flowchart1:${write.id}`);
    },
  },
  {
    name: 'it is published and run from the designer, and the viewer shows it finish',
    run: async (page, server) => {
      const editor = new StudioEditor(page);
      await editor.publish();
      await waitFor('the workflow to be published', 60_000, async () => (await stored(page, server)).isPublished);
      await editor.run();
      await page.waitForURL('**/viewer', { timeout: 60_000 });
      await page.getByTestId('viewer-status').getByText('Finished').waitFor({ timeout: 60_000 });
      const viewer = page.frameLocator('iframe[title="Workflow instance viewer"]');
      await viewer.locator('.x6-node').filter({ hasText: /Write Line/ }).waitFor({ timeout: 180_000 });
      await viewer.locator('.mud-timeline-item').filter({ hasText: 'WriteLine1' }).filter({ hasText: 'Completed' }).waitFor({ timeout: 60_000 });

      const instance = /instances\/([^/]+)\/viewer/.exec(page.url())?.[1];
      const executions = await server.get<{ items: { activityType: string; activityState: { Text?: string } | null }[] }>(
        `/elsa/api/activity-executions/list?workflowInstanceId=${instance}`,
      );
      assert.equal(executions.items.find(({ activityType }) => activityType === 'Elsa.WriteLine')?.activityState?.Text, 'There are 2 VMs');
    },
  },
];
