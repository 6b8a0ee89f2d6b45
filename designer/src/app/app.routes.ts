import { Routes } from '@angular/router';
import { signedIn } from './core/signed-in.guard';

export const routes: Routes = [
  { path: 'sign-in', title: 'Sign in', loadComponent: () => import('./sign-in/sign-in.page').then((m) => m.SignInPage) },
  {
    path: '',
    canActivate: [signedIn],
    loadComponent: () => import('./shell/shell.component').then((m) => m.ShellComponent),
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'overview' },
      { path: 'overview', title: 'Overview', loadComponent: () => import('./overview/overview.page').then((m) => m.OverviewPage) },
      { path: 'instances', title: 'Instances', loadComponent: () => import('./instances/instances.page').then((m) => m.InstancesPage) },
      { path: 'instances/:id', title: 'Instance', loadComponent: () => import('./instances/instance.page').then((m) => m.InstancePage) },
      {
        path: 'instances/:id/viewer',
        title: 'Viewer',
        loadComponent: () => import('./instances/viewer.page').then((m) => m.ViewerPage),
      },
      { path: 'definitions', title: 'Definitions', loadComponent: () => import('./definitions/definitions.page').then((m) => m.DefinitionsPage) },
      { path: 'definitions/:id', title: 'Definition', loadComponent: () => import('./definitions/definition.page').then((m) => m.DefinitionPage) },
      {
        path: 'definitions/:id/designer',
        title: 'Designer',
        loadComponent: () => import('./definitions/designer.page').then((m) => m.DesignerPage),
      },
      { path: 'incidents', title: 'Incidents', loadComponent: () => import('./incidents/incidents.page').then((m) => m.IncidentsPage) },
      { path: 'effects', title: 'Unresolved effects', loadComponent: () => import('./effects/effects.page').then((m) => m.EffectsPage) },
      { path: 'schedules', title: 'Schedules', loadComponent: () => import('./schedules/schedules.page').then((m) => m.SchedulesPage) },
      { path: 'tasks', title: 'Tasks', loadComponent: () => import('./tasks/tasks.page').then((m) => m.TasksPage) },
      { path: 'tasks/:id', title: 'Task', loadComponent: () => import('./tasks/task.page').then((m) => m.TaskPage) },
      { path: 'functions', loadChildren: () => import('./functions/functions.routes').then((m) => m.functionRoutes) },
      { path: 'autoscaling', loadChildren: () => import('./autoscaling/autoscaling.routes').then((m) => m.autoscalingRoutes) },
      { path: 'traps', title: 'Traps', loadComponent: () => import('./traps/traps.page').then((m) => m.TrapsPage) },
      { path: 'traps/receiver', title: 'Trap receiver', loadComponent: () => import('./traps/receiver.page').then((m) => m.ReceiverPage) },
      { path: 'dead-letters', title: 'Dead letters', loadComponent: () => import('./dead-letters/dead-letters.page').then((m) => m.DeadLettersPage) },
      { path: 'billing', title: 'Billing', loadComponent: () => import('./billing/billing.page').then((m) => m.BillingPage) },
      { path: 'node', title: 'Node', loadComponent: () => import('./node/node.page').then((m) => m.NodePage) },
      { path: '**', title: 'Not found', loadComponent: () => import('./shell/not-found.page').then((m) => m.NotFoundPage) },
    ],
  },
];
