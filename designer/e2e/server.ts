import { ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { createSocket } from 'node:dgram';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Credentials {
  readonly url: string;
  readonly adminUser: string;
  readonly adminPassword: string;
  readonly apiKey: string;
}

/** The real server on free ports, with the lab and a data folder of its own. */
export class Server {
  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
    readonly url: string,
    readonly snmpPort: number,
    readonly credentials: Credentials,
    private readonly output: () => string,
  ) {}

  /** The last lines that the server has written, and whether it has ended. */
  get lastWords(): string {
    const state = this.process.exitCode === null && this.process.signalCode === null ? 'runs' : `ended with ${this.process.exitCode ?? this.process.signalCode}`;
    return `The server ${state}:\n${this.output().split('\n').slice(-15).join('\n')}`;
  }

  static async start(): Promise<Server> {
    const program = process.env['ORCHESTRATOR_TEST_SERVER'];
    if (!program) {
      throw new Error('ORCHESTRATOR_TEST_SERVER is not set to the built server; run ./test --only console-e2e');
    }
    const amqp = process.env['ORCHESTRATOR_TEST_AMQP'];
    if (!amqp) {
      throw new Error('ORCHESTRATOR_TEST_AMQP names no RabbitMQ; run ./test --only console-e2e, which starts one');
    }
    const folder = await mkdtemp(join(tmpdir(), 'orchestrator-e2e-'));
    const url = `http://127.0.0.1:${await freeTcpPort()}`;
    const snmpPort = await freeUdpPort();
    const child = spawn(program, ['serve', '--lab', '--data', folder, '--urls', url, '--snmp', `127.0.0.1:${snmpPort}`, '--docker', 'none', '--amqp', amqp], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout?.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr?.on('data', (data: Buffer) => (output += data.toString()));
    await waitFor('the server to be ready', 90_000, async () => {
      if (child.exitCode !== null) {
        throw new Error(`The server ended with ${child.exitCode}:\n${output}`);
      }
      return (await fetch(`${url}/health/ready`).catch(() => undefined))?.status === 200;
    });
    const credentials = JSON.parse(await readFile(join(folder, 'initial-credentials.json'), 'utf8')) as Credentials;
    return new Server(child, folder, url, snmpPort, credentials, () => output);
  }

  /** Asks the API as the administrator. */
  async get<T>(path: string): Promise<T> {
    const answer = await fetch(this.url + path, { headers: { authorization: `ApiKey ${this.credentials.apiKey}` } });
    if (!answer.ok) {
      throw new Error(`GET ${path} answered ${answer.status}: ${await answer.text()}`);
    }
    return (await answer.json()) as T;
  }

  /** Sends JSON to the API as the administrator. */
  async post(path: string, body: unknown): Promise<void> {
    const answer = await fetch(this.url + path, {
      method: 'POST',
      headers: { authorization: `ApiKey ${this.credentials.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) {
      throw new Error(`POST ${path} answered ${answer.status}: ${await answer.text()}`);
    }
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGTERM');
    await ended;
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Asks until the condition holds. */
export async function waitFor(what: string, limit: number, condition: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + limit;
  while (!(await condition())) {
    if (Date.now() > end) {
      throw new Error(`Waited ${limit / 1000} s for ${what}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function freeTcpPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

function freeUdpPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.once('error', reject);
    socket.bind(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });
}
