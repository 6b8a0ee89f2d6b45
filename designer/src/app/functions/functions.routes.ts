import { Routes } from '@angular/router';

export const functionRoutes: Routes = [
  { path: '', title: 'Functions', loadComponent: () => import('./functions.page').then((m) => m.FunctionsPage) },
  { path: 'new', title: 'New function', loadComponent: () => import('./function-form.page').then((m) => m.FunctionFormPage) },
  { path: ':name', title: 'Function', loadComponent: () => import('./function.page').then((m) => m.FunctionPage) },
  { path: ':name/edit', title: 'Update function', loadComponent: () => import('./function-form.page').then((m) => m.FunctionFormPage) },
];
