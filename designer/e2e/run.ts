// A walk through the console in Chromium against the real server. Ends with the line "N passed, N failed".
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Browser, chromium, Response } from 'playwright-core';
import { designerSteps } from './designer';
import { operationSteps } from './operations';
import { sendMessage } from './message';
import { Server, waitFor } from './server';
import { Step } from './step';
import { sendScaleOutAlert, trapSteps } from './trap';

const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

const literal = (value: string) => ({ typeName: 'String', expression: { type: 'Literal', value } });
const json = (value: unknown) => ({ typeName: 'Object', expression: { type: 'Object', value: JSON.stringify(value) } });

const taskDefinition = {
  definitionId: 'e2e-task',
  name: 'Resize a VM',
  root: {
    id: 'ask',
    type: 'Orchestrator.UserInteraction',
    version: 1,
    title: literal('A bigger VM?'),
    description: literal('The tenant asks for more CPUs for web-1.'),
    form: json([
      { name: 'cpus', label: 'CPUs', type: 'integer', required: true, min: 1, max: 16, description: '1 to 16' },
      { name: 'tier', label: 'Storage tier', type: 'choice', options: ['gold', 'silver'], default: 'silver' },
      { name: 'note', label: 'Note', type: 'multiline' },
      { name: 'restart', label: 'May be restarted', type: 'boolean', default: true },
    ]),
    decisions: json(['Approve', 'Reject']),
    timeout: literal('1.00:00:00'),
  },
};

const steps: readonly Step[] = [
  {
    name: 'a wrong password is refused with a reason',
    run: async (page, server) => {
      await page.goto(server.url);
      await page.getByLabel('User').fill(server.credentials.adminUser);
      await page.getByLabel('Password', { exact: true }).fill('not the password');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('alert').filter({ hasText: /password|sign/i }).first().waitFor();
    },
  },
  {
    name: 'the generated password signs in',
    run: async (page, server) => {
      await page.getByLabel('Password', { exact: true }).fill(server.credentials.adminPassword);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    },
  },
  {
    name: 'an instance shows its journal',
    run: async (page) => {
      await page.getByRole('link', { name: 'Instances', exact: true }).click();
      await page.getByTestId('instances').getByRole('link').first().click();
      await page.getByTestId('journal').getByText('Completed').first().waitFor();
    },
  },
  ...designerSteps,
  ...operationSteps,
  {
    name: 'a person answers a task',
    run: async (page, server) => {
      await server.post('/api/v1/definitions?publish=true', taskDefinition);
      await server.post('/api/v1/definitions/e2e-task/execute', {});
      await page.getByRole('link', { name: 'Tasks', exact: true }).click();
      await page.getByTestId('tasks').getByRole('link', { name: 'A bigger VM?' }).click();
      await page.getByRole('button', { name: 'Approve' }).click();
      await page.getByText('Is required.').first().waitFor();
      await page.locator('#task-cpus:focus').waitFor();
      await page.getByLabel('CPUs').fill('4');
      await page.getByRole('button', { name: 'Approve' }).click();
      await page.getByTestId('task-answer').getByText('4').waitFor();
    },
  },
  {
    name: 'a function is created and its test call answers',
    run: async (page) => {
      await page.getByRole('link', { name: 'Functions', exact: true }).click();
      await page.getByLabel('Tenant').selectOption('pscoe');
      await page.getByRole('link', { name: 'New function' }).click();
      await page.getByLabel('Name', { exact: true }).fill('hello');
      await page.getByLabel('Route').fill('hello');
      await page.getByRole('button', { name: 'Create' }).click();
      await page.getByTestId('function-status').getByText('Ready').waitFor({ timeout: 60_000 });
      await page.getByRole('button', { name: 'Test function' }).click();
      await page.getByTestId('test-result').getByText('Hello, Ann!').waitFor();
    },
  },
  {
    name: 'a rule shows the VMs of its vApp',
    run: async (page) => {
      await page.getByRole('link', { name: 'Autoscaling', exact: true }).click();
      await page.getByTestId('rules').getByRole('link', { name: 'shop' }).click();
      await page.getByTestId('members').getByText('web-01').waitFor();
      await page.getByTestId('members').getByText('web-02').waitFor();
    },
  },
  {
    name: 'a trap of vROps adds a VM, which appears',
    run: async (page, server) => {
      await waitFor('the rule to be ready', 30_000, async () => {
        const rules = await server.get<{ items: { name: string; status: string }[] }>('/api/org/pscoe/autoscale');
        return rules.items.some(({ name, status }) => name === 'shop' && status === 'ready');
      });
      await sendScaleOutAlert(server.snmpPort, 'shop', 'e2e00000-0000-4000-8000-000000000001');
      await page.getByTestId('members').getByText('web-03').waitFor({ timeout: 60_000 });
      await page.getByRole('link', { name: 'Traps', exact: true }).click();
      await page.getByTestId('traps').getByText('Started a workflow').first().waitFor();
    },
  },
  ...trapSteps,
  {
    name: 'a message that cannot be read is shown with the reason, and discarded',
    run: async (page) => {
      const id = `console-${process.pid}`;
      await sendMessage('orchestrator.vcd-api', id, 'this is no JSON');
      await page.getByRole('link', { name: 'Dead letters', exact: true }).click();
      await page.locator('#dead-queue option', { hasText: /^orchestrator\.vcd-api \([1-9]/ }).waitFor({ state: 'attached' });
      await page.getByLabel('Queue', { exact: true }).selectOption('orchestrator.vcd-api');
      const row = page.getByTestId('dead-letters').getByRole('row').filter({ hasText: id });
      await row.getByText(/no JSON/).waitFor();
      await row.getByRole('checkbox').check({ force: true });
      await page.getByRole('button', { name: 'Discard', exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Discard', exact: true }).click();
      await page.getByTestId('dead-letter-note').getByText('1 discarded.').waitFor();
      await row.waitFor({ state: 'detached' });
    },
  },
  {
    name: 'the bill shows its charts',
    run: async (page) => {
      await page.getByRole('link', { name: 'Billing', exact: true }).click();
      await page.getByTestId('billing-tiles').getByText('Spend so far').waitFor({ timeout: 60_000 });
      await page.locator('.chart svg').first().waitFor();
      await page.getByRole('rowheader', { name: 'Compute' }).waitFor();
    },
  },
  {
    name: 'signing out ends the session',
    run: async (page) => {
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByRole('button', { name: 'Sign in' }).waitFor();
    },
  },
];

/** What the server refused: the request and the reason, which the browser's own message leaves out. */
async function describe(response: Response): Promise<string> {
  const request = response.request();
  const reason = await response.text().catch(() => '(no body)');
  return `${response.status()} ${request.method()} ${response.url()}\n  sent ${(request.postData() ?? '').slice(0, 1000)}\n  told ${reason.slice(0, 500)}`;
}

/** The browser's errors but for those of bad input that steps give on purpose; all of them when their number is another. */
function withoutRefusals(errors: string[], expected: number): string[] {
  const others = errors.filter((error) => !/status of 400/.test(error));
  return errors.length - others.length === expected ? others : errors;
}

async function walk(browser: Browser, server: Server): Promise<{ passed: number; failed: number }> {
  const pictures = process.env['ORCHESTRATOR_E2E_PICTURES'];
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(20_000);
  const errors: string[] = [];
  const refusals: Promise<string>[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('response', (response) => response.status() >= 400 && response.status() !== 401 && refusals.push(describe(response)));
  page.on('console', (message) => message.type() === 'error' && !/status of 401/.test(message.text()) && errors.push(message.text()));
  let passed = 0;
  for (const [index, step] of steps.entries()) {
    try {
      await step.run(page, server);
      console.log(`✔ ${step.name}`);
      passed++;
    } catch (error) {
      console.error(`✖ ${step.name}\n${error instanceof Error ? `${error.message} ${error.cause instanceof Error ? error.cause.message : ''}` : String(error)}\n${(await page.locator('body').innerText()).slice(0, 1500)}\n${server.lastWords}`);
      return { passed, failed: steps.length - passed };
    } finally {
      if (pictures) {
        await mkdir(pictures, { recursive: true });
        await page.screenshot({ path: join(pictures, `${index + 1}.png`), fullPage: true });
      }
    }
  }
  const unexpected = withoutRefusals(errors, steps.reduce((sum, step) => sum + (step.refusals ?? 0), 0));
  if (unexpected.length > 0) {
    console.error(`✖ the console reported errors:\n${unexpected.join('\n')}\nRefused requests:\n${(await Promise.all(refusals)).join('\n')}`);
    return { passed, failed: 1 };
  }
  return { passed: passed + 1, failed: 0 };
}

const executablePath = process.env['ORCHESTRATOR_TEST_CHROMIUM'];
if (!executablePath) {
  throw new Error('ORCHESTRATOR_TEST_CHROMIUM is not set; run ./test --only console-e2e, which installs Chromium by apt-get install chromium');
}
const server = await Server.start();
let browser: Browser | undefined;
try {
  browser = await chromium.launch({ executablePath, args: flags });
  const { passed, failed } = await walk(browser, server);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
} finally {
  await browser?.close();
  await server.stop();
}
