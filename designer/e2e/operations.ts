import { Page } from 'playwright-core';
import { Step } from './step';

const literal = (value: string) => ({ typeName: 'String', expression: { type: 'Literal', value } });
const script = (value: string) => ({ typeName: 'Object', expression: { type: 'JavaScript', value } });

const flow = (definitionId: string, name: string, activities: readonly object[]) => ({
  definitionId,
  name,
  variables: [{ id: 'Size', name: 'Size', typeName: 'String', value: 'small' }],
  root: {
    id: 'flow',
    type: 'Elsa.Sequence',
    version: 1,
    activities,
  },
});

const fragile = flow('e2e-fragile', 'Deploy a VM', [
  { id: 'deploy', name: 'Deploy', type: 'Elsa.WriteLine', version: 1, text: script("if (getSize() === 'small') throw new Error('The VM is too small.'); return getSize()") },
]);
const patient = flow('e2e-patient', 'Wait for approval', [
  { id: 'approval', name: 'Approval', type: 'Elsa.Event', version: 1, eventName: literal('e2e-approved') },
]);
const nightly = flow('e2e-nightly', 'Nightly report', [
  { id: 'night', name: 'Night', type: 'Elsa.Cron', version: 1, customProperties: { canStartWorkflow: true }, cronExpression: literal('0 2 * * *') },
]);

/** There is no such blocking task, so the call to vCloud Director fails after its intent was saved. */
const uncertain = flow('e2e-uncertain', 'Hold an operation', [
  { id: 'hold', name: 'Hold', type: 'Vcd.UpdateBlockingTaskProgress', version: 1, blockingTask: literal('0f4c2c9a-0000-4000-8000-00000000dead') },
  { id: 'held', name: 'Held', type: 'Elsa.WriteLine', version: 1, text: literal('the operation is held') },
]);

const goTo = (page: Page, name: string): Promise<void> => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click();

/** What operators do by hand: settle incidents, wake what waits, run again, pause schedules. */
export const operationSteps: readonly Step[] = [
  {
    name: 'an incident is retried with a changed variable',
    run: async (page, server) => {
      await server.post('/api/v1/definitions?publish=true', fragile);
      await server.post('/api/v1/definitions/e2e-fragile/execute', {});
      await goTo(page, 'Incidents');
      const row = page.getByTestId('incidents').getByRole('row').filter({ hasText: 'e2e-fragile' });
      await row.getByRole('button', { name: 'Retry deploy' }).click();
      await page.getByLabel('Variables to change').fill('{ "Size": "large" }');
      await page.getByRole('button', { name: 'Retry the activity' }).click();
      await row.waitFor({ state: 'detached' });
      await goTo(page, 'Instances');
      await page.getByTestId('instances').getByRole('link', { name: 'Deploy a VM' }).first().click();
      await page.getByTestId('journal').getByText('large', { exact: true }).first().waitFor();
    },
  },
  {
    name: 'actions of which nobody knows whether they happened are settled by keyboard',
    run: async (page, server) => {
      await goTo(page, 'Unresolved effects');
      await page.getByText('Of every action it is known whether it happened.').waitFor();
      await server.post('/api/v1/definitions?publish=true', uncertain);
      for (let i = 0; i < 2; i++) {
        await server.post('/api/v1/definitions/e2e-uncertain/execute', {});
      }
      const rows = page.getByTestId('effects').getByRole('row').filter({ hasText: 'e2e-uncertain' });
      await rows.nth(1).waitFor();
      await rows.first().getByText('update-progress', { exact: true }).waitFor();

      await rows.first().getByRole('button', { name: 'It happened: update-progress of hold' }).focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Result').fill('{');
      await dialog.getByRole('button', { name: 'Settle as done and go on' }).click();
      await dialog.getByText('This is not JSON').waitFor();
      await dialog.getByLabel('Result').fill('true');
      await dialog.getByRole('button', { name: 'Settle as done and go on' }).focus();
      await page.keyboard.press('Enter');
      await page.getByTestId('effect-note').getByText('Its instance goes on:').waitFor();
      await rows.nth(1).waitFor({ state: 'detached' });

      await rows.first().getByRole('button', { name: 'Give up: update-progress of hold' }).click();
      await dialog.getByRole('button', { name: 'Cancel the instance' }).click();
      await page.getByTestId('effect-note').getByText('Its instance was cancelled:').waitFor();
      await page.getByText('Of every action it is known whether it happened.').waitFor();
      await page.getByTestId('effect-note').getByRole('link').click();
      await page.getByText('Cancelled', { exact: true }).first().waitFor();
    },
  },
  {
    name: 'an instance says why it waits, goes on by hand, and is run again from an activity',
    run: async (page, server) => {
      await server.post('/api/v1/definitions?publish=true', patient);
      await server.post('/api/v1/definitions/e2e-patient/execute', {});
      await goTo(page, 'Instances');
      await page.getByTestId('instances').getByRole('link', { name: 'Wait for approval' }).first().click();
      await page.getByTestId('why').getByText('/api/v1/events/e2e-approved').waitFor();
      await page.getByRole('button', { name: 'Go on now at Approval' }).click();
      await page.getByText('Finished', { exact: true }).first().waitFor();
      const first = page.url();
      await page.getByRole('button', { name: 'Run again' }).first().click();
      await page.getByLabel('Begin at').selectOption('approval');
      await page.getByRole('dialog').getByRole('button', { name: 'Run again' }).click();
      await page.waitForURL((url) => url.href !== first && /instances\/[^/]+$/.test(url.pathname));
      await page.getByTestId('why').getByText('e2e-approved').first().waitFor();
      await page.getByRole('button', { name: 'Cancel', exact: true }).click();
      await page.getByRole('button', { name: 'Cancel the instance' }).click();
      await page.getByText('Cancelled', { exact: true }).first().waitFor();
    },
  },
  {
    name: 'a definition gets a retention policy of its own',
    run: async (page) => {
      await goTo(page, 'Definitions');
      await page.getByLabel('Search').fill('e2e-patient');
      await page.getByTestId('definitions').getByRole('link', { name: 'Wait for approval', exact: true }).click();
      await page.getByRole('tab', { name: 'Retention' }).click();
      await page.getByLabel('Days after the end').fill('30');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('This definition has a policy of its own.').waitFor();
    },
  },
  {
    name: 'a schedule is paused and resumed',
    run: async (page, server) => {
      await server.post('/api/v1/definitions?publish=true', nightly);
      await goTo(page, 'Schedules');
      const row = page.getByTestId('schedules').getByRole('row').filter({ hasText: 'e2e-nightly' });
      await row.getByRole('button', { name: 'Pause e2e-nightly' }).click();
      await row.getByText('Paused').waitFor();
      await row.getByRole('button', { name: 'Resume e2e-nightly' }).click();
      await row.getByText('Active').waitFor();
    },
  },
  {
    name: 'the node is drained by keyboard, and takes work again',
    run: async (page, server) => {
      await goTo(page, 'Node');
      await page.getByText('Takes work', { exact: true }).waitFor();
      await page.getByLabel('Reason').fill('a new version');
      await page.getByLabel('Reason').press('Enter');
      await page.getByText('Drained: it can be stopped').waitFor();
      await page.getByTestId('node').getByText('a new version').waitFor();
      if ((await server.get<{ intake: string }>('/api/v1/node')).intake !== 'suspended') {
        throw new Error('The node takes work.');
      }
      await page.getByRole('button', { name: 'Take work again' }).press('Enter');
      await page.getByText('Takes work', { exact: true }).waitFor();
    },
  },
];
