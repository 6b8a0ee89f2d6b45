export interface NavigationItem {
  readonly path: string;
  readonly label: string;
  readonly icon: string;
}

/** The side navigation, in the order of its groups. */
export const navigation: readonly { readonly heading: string; readonly items: readonly NavigationItem[] }[] = [
  { heading: '', items: [{ path: '/overview', label: 'Overview', icon: 'dashboard' }] },
  {
    heading: 'Workflows',
    items: [
      { path: '/instances', label: 'Instances', icon: 'timeline' },
      { path: '/incidents', label: 'Incidents', icon: 'error-standard' },
      { path: '/effects', label: 'Unresolved effects', icon: 'unknown-status' },
      { path: '/tasks', label: 'Tasks', icon: 'clipboard' },
      { path: '/definitions', label: 'Definitions', icon: 'forking' },
      { path: '/schedules', label: 'Schedules', icon: 'clock' },
    ],
  },
  {
    heading: 'Solutions',
    items: [
      { path: '/functions', label: 'Functions', icon: 'code' },
      { path: '/autoscaling', label: 'Autoscaling', icon: 'cloud-scale' },
      { path: '/traps', label: 'Traps', icon: 'bell' },
      { path: '/dead-letters', label: 'Dead letters', icon: 'envelope' },
      { path: '/billing', label: 'Billing', icon: 'dollar-bill' },
    ],
  },
  {
    heading: 'Server',
    items: [{ path: '/node', label: 'Node', icon: 'vm' }],
  },
];
