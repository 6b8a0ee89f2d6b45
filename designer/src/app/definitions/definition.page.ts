import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ClrIcon } from '@clr/angular/icon';
import { ClrTabsModule } from '@clr/angular/layout/tabs';
import { readFlow } from '../../lib/flow';
import { API } from '../core/api';
import { live } from '../core/live';
import { SessionService } from '../core/session.service';
import { FlowPictureComponent } from '../shared/flow-picture.component';
import { JsonViewComponent } from '../shared/json-view.component';
import { LoadingComponent } from '../shared/loading.component';
import { PageHeaderComponent } from '../shared/page-header.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';
import { TimeComponent } from '../shared/time.component';
import { NewDefinitionDialogComponent } from './new-definition-dialog.component';
import { RetentionComponent } from './retention.component';
import { RunDialogComponent } from './run-dialog.component';

@Component({
  imports: [
    RouterLink, ClrIcon, ClrTabsModule, FlowPictureComponent, JsonViewComponent, LoadingComponent, NewDefinitionDialogComponent, PageHeaderComponent,
    ProblemAlertComponent, RetentionComponent, RunDialogComponent, TimeComponent,
  ],
  templateUrl: './definition.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DefinitionPage {
  private readonly api = inject(API);

  /** Definition id, from the address. */
  readonly id = input.required<string>();
  protected readonly session = inject(SessionService);
  protected readonly running = signal(false);
  protected readonly copying = signal(false);
  protected readonly definition = live({
    params: this.id,
    load: (id, abort) => this.api.workflows.definition(id, undefined, abort),
    every: () => null,
  });
  protected readonly graph = computed(() => readFlow(this.definition.value()));
}
