
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const vm = require('node:vm');
const { AsyncLocalStorage } = require('node:async_hooks');
const { format } = require('node:util');

const file = path.join(__dirname, 'handler.js');
const socket = process.env.ORCHESTRATOR_SOCKET || '/run/function/function.sock';
const maxReply = Number(process.env.ORCHESTRATOR_MAX_REPLY || 1048576);
const maxLog = Number(process.env.ORCHESTRATOR_MAX_LOG || 65536);
const maxBody = Number(process.env.ORCHESTRATOR_MAX_BODY || 33554432);
const keptCalls = 64;

/** Compiles handler.js as Node would load it, without running it; gives the exit code. */
function check() {
  const parameters = ['exports', 'require', 'module', '__filename', '__dirname'];
  try {
    vm.compileFunction(fs.readFileSync(file, 'utf8'), parameters, { filename: 'handler.js' });
    return 0;
  } catch (error) {
    const lines = String(error.stack).split('\n');
    const place = /^handler\.js:(\d+)$/.exec(lines[0]);
    const caret = lines.find((line) => /^\s*\^+\s*$/.test(line));
    if (place && caret) console.error(`handler.js:${place[1]}:${caret.indexOf('^') + 1}: ${error.name}: ${error.message}`);
    else console.error(`handler.js: ${error.name}: ${error.message}`);
    console.error(lines.filter((line) => !/^\s+at /.test(line)).slice(0, 6).join('\n'));
    return 1;
  }
}

if (process.argv.includes('--check')) process.exit(check());

const call = new AsyncLocalStorage();
const calls = new Map();

function log(level, values) {
  const text = format(...values);
  const logs = call.getStore()?.logs;
  if (logs && logs.size < maxLog) {
    const line = text.length > maxLog - logs.size ? `${text.slice(0, Math.max(0, maxLog - logs.size))}…` : text;
    logs.size += line.length + 1;
    logs.lines.push(level === 'error' || level === 'warn' ? `${level}: ${line}` : line);
    if (logs.size >= maxLog) logs.lines.push('(the rest of the log is cut off)');
  }
  process.stdout.write(`${text.slice(0, 4096)}\n`);
}

for (const level of ['log', 'info', 'debug', 'warn', 'error', 'trace']) console[level] = (...values) => log(level, values);

let handler;
let loadError;
try {
  handler = contract.handlerOf(require(file));
} catch (error) {
  loadError = contract.messageOf(error);
  console.error(`handler.js does not load: ${error && error.stack ? error.stack : loadError}`);
}

async function run({ request, context }) {
  const logs = { lines: [], size: 0 };
  const started = process.hrtime.bigint();
  const finish = (result) => ({ ...result, logs: logs.lines, durationMs: Number(process.hrtime.bigint() - started) / 1e6 });
  return call.run({ logs }, async () => {
    if (loadError) return finish({ outcome: 'threw', error: `handler.js does not load: ${loadError}` });
    let answer;
    try {
      const env = context.env || {};
      answer = await handler(request, { ...context, env, log: (...values) => log('log', values) });
    } catch (error) {
      console.error(error && error.stack ? error.stack : error);
      return finish({ outcome: 'threw', error: contract.messageOf(error) });
    }
    try {
      const reply = contract.toReply(answer);
      if (Buffer.byteLength(reply.body) > maxReply) {
        return finish({ outcome: 'tooLarge', error: `the answer has ${Buffer.byteLength(reply.body)} bytes; at most ${maxReply} are allowed` });
      }
      return finish({ outcome: 'ok', ...reply });
    } catch (error) {
      return finish({ outcome: 'invalid', error: contract.messageOf(error) });
    }
  });
}

/** Runs a call once per id: a second request with the same id gets the first one's result. */
function once(id, body) {
  let result = calls.get(id);
  if (!result) {
    result = run(body);
    calls.set(id, result);
    if (calls.size > keptCalls) calls.delete(calls.keys().next().value);
  }
  return result;
}

function send(response, statusCode, value) {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(statusCode, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
}

const server = http.createServer((request, response) => {
  if (request.method === 'GET' && request.url === '/_/health') {
    send(response, 200, { loaded: !loadError, error: loadError });
    return;
  }
  const id = request.headers['x-call-id'];
  if (request.method !== 'POST' || request.url !== '/_/call' || !id) {
    send(response, 404, { error: 'POST /_/call with x-call-id, or GET /_/health' });
    return;
  }
  const chunks = [];
  let size = 0;
  request.on('data', (chunk) => {
    size += chunk.length;
    if (size <= maxBody) chunks.push(chunk);
  });
  request.on('end', () => {
    if (size > maxBody) {
      send(response, 413, { error: `the request has ${size} bytes; at most ${maxBody} are allowed` });
      return;
    }
    let body;
    try {
      body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    } catch (error) {
      send(response, 400, { error: error.message });
      return;
    }
    once(id, body).then((result) => send(response, 200, result));
  });
});

server.keepAliveTimeout = 3600_000;
server.requestTimeout = 0;
process.on('uncaughtException', (error) => console.error(`uncaught: ${error && error.stack ? error.stack : error}`));
process.on('unhandledRejection', (error) => console.error(`unhandled: ${error && error.stack ? error.stack : error}`));
process.on('SIGTERM', () => process.exit(0));

// The socket appears under its final name only when connections are accepted.
const early = `${socket}.new`;
fs.rmSync(early, { force: true });
server.listen(early, () => {
  fs.chmodSync(early, 0o777);
  fs.renameSync(early, socket);
});
