import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Step } from './step';

const root = '1.3.6.1.4.1.6876.4.50.1';

/** Sends the trap of a vROps alert that asks a rule to scale out, by net-snmp's own tool. */
export async function sendScaleOutAlert(port: number, rule: string, alertId: string): Promise<void> {
  const text = (number: number, value: string): string[] => [`${root}.2.${number}.0`, 's', value];
  await promisify(execFile)(
    'snmptrap',
    [
      '-v', '2c', '-c', 'public', `127.0.0.1:${port}`, '', `${root}.0.46`,
      ...text(2, `autoscale ${rule}`), ...text(5, 'Warning'), ...text(8, alertId), ...text(16, 'Environment'),
      ...text(17, `AS scale out ${rule}`), ...text(18, `scale-out:${rule}`), ...text(20, 'AS to orchestrator'),
    ],
    { env: { ...process.env, MIBS: '' } },
  );
}

const mib = (text: string) => ({ name: 'ACME-MIB.txt', mimeType: 'text/plain', buffer: Buffer.from(`ACME-MIB DEFINITIONS ::= BEGIN\nacme OBJECT IDENTIFIER ::= ${text} END`) });

/** What the provider keeps of traps: MIBs, rules and users. */
export const trapSteps: readonly Step[] = [
  {
    name: 'a MIB is imported, with the fault of another told',
    refusals: 1,
    run: async (page) => {
      await page.getByRole('link', { name: 'Receiver: rules, MIBs' }).click();
      await page.setInputFiles('#mib-files', mib('5'));
      await page.getByRole('alert').filter({ hasText: 'Line 2' }).waitFor();
      await page.setInputFiles('#mib-files', mib('{ enterprises 99999 }'));
      await page.getByTestId('mibs').getByText('ACME-MIB').waitFor();
    },
  },
  {
    name: 'a rule for traps is made in the form by keyboard, with its faults at their fields',
    refusals: 1,
    run: async (page) => {
      await page.getByRole('button', { name: 'New rule' }).click();
      await page.getByLabel('Id', { exact: true }).fill('not an id');
      await page.getByLabel('Senders').fill('192.0.2.1\nnowhere');
      await page.getByRole('button', { name: 'Add a condition on a variable' }).press('Enter');
      await page.locator('#condition-0-variable:focus').waitFor();
      await page.keyboard.type('acme');
      await page.keyboard.press('Tab');
      await page.keyboard.type('begins');
      await page.keyboard.press('Tab');
      await page.keyboard.type('on');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.locator('#rule-sources-help').getByText("Entry 2: 'nowhere' is no source").waitFor();
      await page.locator('#rule-id-help').getByText('Must be 1 to 100 letters').waitFor();
    },
  },
  {
    name: 'the same rule is shown and changed as JSON, and saved from the form',
    run: async (page, server) => {
      await page.getByLabel('Id', { exact: true }).fill('tests');
      await page.getByLabel('Senders').fill('192.0.2.1');
      await page.getByRole('tab', { name: 'Form' }).press('ArrowRight');
      await page.getByRole('tab', { name: 'JSON', selected: true }).waitFor();
      const editor = page.getByRole('textbox', { name: 'The rule as JSON' });
      await editor.getByText('startsWith').waitFor();
      await editor.fill('{ "order": 7, "match": { "oidPrefixes": ["1.3.6.1.4.1.99999"], "variables": [{ "variable": "acme", "startsWith": "on" }] }, "then": { "event": "ups" } }');
      await page.getByRole('tab', { name: 'JSON' }).press('ArrowLeft');
      await page.locator('#rule-order').filter({ visible: true }).waitFor();
      if ((await page.locator('#rule-order').inputValue()) !== '7' || (await page.locator('#rule-event').inputValue()) !== 'ups') {
        throw new Error('The form does not show what was written in JSON.');
      }
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByTestId('rules').getByText('tests').first().waitFor();
      const saved = await server.get<{ order: number; match: { oidPrefixes: string[] }; then: { event: string } }>('/api/v1/snmp/rules/tests');
      if (saved.order !== 7 || saved.match.oidPrefixes[0] !== '1.3.6.1.4.1.99999' || saved.then.event !== 'ups') {
        throw new Error(`Saved ${JSON.stringify(saved)}.`);
      }
      await page.getByRole('button', { name: 'Delete tests' }).click();
      await page.getByRole('button', { name: 'Delete', exact: true }).click();
      await page.getByText('There is no rule.').waitFor();
    },
  },
  {
    name: 'a version 3 user is added, changed and removed, and its passwords are never shown',
    refusals: 1,
    run: async (page, server) => {
      await page.getByRole('button', { name: 'New user' }).click();
      await page.getByLabel('User name').fill('ups');
      await page.getByLabel('Authentication password').fill('short');
      await page.getByLabel('Privacy password').fill('privpass123');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.locator('#user-auth-password-help').getByText('Has less than 8 characters').waitFor();
      await page.getByLabel('Authentication password').fill('authpass123');
      await page.getByLabel('Authentication password').press('Enter');
      const row = page.getByTestId('snmp-users').getByRole('row').filter({ hasText: 'ups' });
      await row.getByText('authPriv').waitFor();
      await row.getByRole('button', { name: 'Change user ups' }).click();
      if ((await page.getByLabel('Authentication password').inputValue()) !== '') {
        throw new Error('The password is shown again.');
      }
      await page.getByText('Leave it empty to keep the present one.').first().waitFor();
      await page.getByLabel('Engine ids').fill('80001adc0476726f7073');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await row.getByText('80001adc0476726f7073').waitFor();
      const users = JSON.stringify(await server.get('/api/v1/snmp/users'));
      if (users.includes('pass123')) {
        throw new Error('The API shows a password.');
      }
      await row.getByRole('button', { name: 'Remove user ups' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
      await page.getByText('There is no user.').waitFor();
    },
  },
];
