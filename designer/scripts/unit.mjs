// Runs the unit tests and ends with a line that scripts can add up.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const folder = new URL('../test/', import.meta.url).pathname;
const files = readdirSync(folder, { recursive: true })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => join(folder, name));

let passed = 0;
let failed = 0;
const isTest = (event) => event.details?.type !== 'suite' && !files.includes(event.name);
const stream = run({ files, concurrency: 2 });
stream.on('test:pass', (event) => isTest(event) && passed++);
stream.on('test:fail', (event) => isTest(event) && failed++);
stream.on('end', () => {
  if (passed === 0) {
    console.error('No test ran.');
    failed++;
  }
  process.exitCode = failed > 0 ? 1 : 0;
  setImmediate(() => console.log(`${passed} passed, ${failed} failed`));
});
stream.compose(new spec()).pipe(process.stdout);
