import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { ClrTabsModule } from '@clr/angular/layout/tabs';
import { ClrIcon } from '@clr/angular/icon';
import { ApiProblem, toProblem } from '../../api';
import { curlCommand } from '../../lib/curl';
import { API } from '../core/api';
import { live } from '../core/live';
import { TenantsService } from '../core/tenants.service';
import { CodeEditorComponent } from '../shared/code-editor.component';
import { ConfirmDialogComponent } from '../shared/confirm-dialog.component';
import { JsonViewComponent } from '../shared/json-view.component';
import { LoadingComponent } from '../shared/loading.component';
import { PageHeaderComponent } from '../shared/page-header.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';
import { StatusLabelComponent } from '../shared/status-label.component';
import { TimeComponent } from '../shared/time.component';
import { FunctionTestComponent } from './function-test.component';

/** One function: its state, its code, its build, and a test call. */
@Component({
  imports: [
    RouterLink, ClrTabsModule, ClrIcon, CodeEditorComponent, ConfirmDialogComponent, FunctionTestComponent, JsonViewComponent, LoadingComponent,
    PageHeaderComponent, ProblemAlertComponent, StatusLabelComponent, TimeComponent,
  ],
  templateUrl: './function.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FunctionPage {
  private readonly api = inject(API);
  private readonly router = inject(Router);
  protected readonly tenants = inject(TenantsService);
  readonly name = input.required<string>();

  protected readonly asking = signal(false);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);

  protected readonly view = live({
    params: () => {
      const org = this.tenants.current();
      return org === undefined ? undefined : { org, name: this.name() };
    },
    load: ({ org, name }, abort) => this.api.functions.get(org, name, abort),
    every: (fn) => (fn?.status === 'ready' || fn?.status === 'failed' ? 10_000 : 700),
  });
  protected readonly curl = computed(() => curlCommand(location.origin, this.view.value()?.url ?? '', '{"name":"Ann"}'));
  protected readonly log = computed(() => this.view.value()?.buildLog || this.view.value()?.log || '');

  protected async remove(): Promise<void> {
    const org = this.tenants.current();
    if (org === undefined) {
      return;
    }
    this.busy.set(true);
    try {
      await this.api.functions.remove(org, this.name());
      this.asking.set(false);
      await this.router.navigate(['/functions']);
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}
