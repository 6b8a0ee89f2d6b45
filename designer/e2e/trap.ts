import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

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
