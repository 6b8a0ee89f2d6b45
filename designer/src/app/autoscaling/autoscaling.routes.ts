import { Routes } from '@angular/router';

export const autoscalingRoutes: Routes = [
  { path: '', title: 'Autoscaling', loadComponent: () => import('./rules.page').then((m) => m.RulesPage) },
  { path: 'new', title: 'New rule', loadComponent: () => import('./rule-form.page').then((m) => m.RuleFormPage) },
  { path: ':id', title: 'Rule', loadComponent: () => import('./rule.page').then((m) => m.RulePage) },
  { path: ':id/edit', title: 'Change rule', loadComponent: () => import('./rule-form.page').then((m) => m.RuleFormPage) },
];
