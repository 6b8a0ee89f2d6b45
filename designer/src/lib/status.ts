export type Tone = 'success' | 'info' | 'warning' | 'danger' | 'neutral';

/** How a status is shown: never by colour alone. */
export interface StatusLook {
  readonly label: string;
  readonly tone: Tone;
  /** Name of an icon. */
  readonly icon: string;
  /** True while something goes on, which shows a spinner in place of the icon. */
  readonly busy?: boolean;
}

const looks: Readonly<Record<string, StatusLook>> = {
  // Instances
  pending: { label: 'Pending', tone: 'info', icon: 'clock' },
  executing: { label: 'Executing', tone: 'info', icon: 'play', busy: true },
  suspended: { label: 'Suspended', tone: 'warning', icon: 'pause' },
  finished: { label: 'Finished', tone: 'success', icon: 'success-standard' },
  cancelled: { label: 'Cancelled', tone: 'neutral', icon: 'ban' },
  faulted: { label: 'Faulted', tone: 'danger', icon: 'error-standard' },
  interrupted: { label: 'Interrupted', tone: 'warning', icon: 'warning-standard' },
  // Tasks
  open: { label: 'Open', tone: 'info', icon: 'clock' },
  answered: { label: 'Answered', tone: 'success', icon: 'success-standard' },
  timedout: { label: 'Timed out', tone: 'warning', icon: 'warning-standard' },
  // Functions
  initializing: { label: 'Initializing', tone: 'info', icon: 'clock', busy: true },
  updating: { label: 'Updating', tone: 'info', icon: 'clock', busy: true },
  removing: { label: 'Removing', tone: 'neutral', icon: 'clock', busy: true },
  ready: { label: 'Ready', tone: 'success', icon: 'success-standard' },
  failed: { label: 'Failed', tone: 'danger', icon: 'error-standard' },
  // Rules
  active: { label: 'Active', tone: 'success', icon: 'success-standard' },
  enabled: { label: 'Enabled', tone: 'success', icon: 'success-standard' },
  disabled: { label: 'Disabled', tone: 'neutral', icon: 'ban' },
  paused: { label: 'Paused', tone: 'warning', icon: 'pause' },
  scaling: { label: 'Scaling', tone: 'info', icon: 'clock', busy: true },
  // VMs
  powered_on: { label: 'Powered on', tone: 'success', icon: 'success-standard' },
  powered_off: { label: 'Powered off', tone: 'neutral', icon: 'ban' },
  deploying: { label: 'Deploying', tone: 'info', icon: 'clock', busy: true },
  // Traps
  started: { label: 'Started a workflow', tone: 'success', icon: 'success-standard' },
  resumed: { label: 'Resumed a workflow', tone: 'success', icon: 'success-standard' },
  ignored: { label: 'Ignored', tone: 'neutral', icon: 'ban' },
  unknown: { label: 'Unknown', tone: 'warning', icon: 'warning-standard' },
  duplicate: { label: 'Duplicate', tone: 'neutral', icon: 'copy' },
  // Outcomes of scaling
  scaled: { label: 'Scaled', tone: 'success', icon: 'success-standard' },
  succeeded: { label: 'Succeeded', tone: 'success', icon: 'success-standard' },
  completed: { label: 'Completed', tone: 'success', icon: 'success-standard' },
  running: { label: 'Running', tone: 'info', icon: 'play', busy: true },
  skipped: { label: 'Skipped', tone: 'neutral', icon: 'ban' },
  rejected: { label: 'Rejected', tone: 'warning', icon: 'warning-standard' },
};

/** The look of a status word of the API, whatever its case; a word that is not known is shown as it is. */
export function statusLook(status: string | null | undefined): StatusLook {
  if (!status) {
    return { label: 'Not known', tone: 'neutral', icon: 'unknown-status' };
  }
  const key = status.toLowerCase().replace(/[\s-]/g, '_');
  return looks[key] ?? { label: sentence(status), tone: 'neutral', icon: 'unknown-status' };
}

/** `scaleOut` and `scale-out` as "Scale out". */
export function sentence(word: string): string {
  const spaced = word
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[-_]+/g, ' ')
    .trim()
    .toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
