import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Sends a message to a queue of the server, by its own command. */
export async function sendMessage(queue: string, id: string, body: string): Promise<void> {
  const { ORCHESTRATOR_TEST_SERVER: program, ORCHESTRATOR_TEST_AMQP: amqp } = process.env;
  await promisify(execFile)(program ?? 'orchestrator', ['message', 'send', '--amqp', amqp ?? '', '--queue', queue, '--message-id', id, '--body', body]);
}
