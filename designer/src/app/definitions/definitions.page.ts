import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ClrDatagridModule } from '@clr/angular/data/datagrid';
import { ClrIcon } from '@clr/angular/icon';
import { API } from '../core/api';
import { live } from '../core/live';
import { SessionService } from '../core/session.service';
import { EmptyStateComponent } from '../shared/empty-state.component';
import { PageHeaderComponent } from '../shared/page-header.component';
import { PagerComponent } from '../shared/pager.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';
import { TimeComponent } from '../shared/time.component';
import { NewDefinitionDialogComponent } from './new-definition-dialog.component';

@Component({
  imports: [RouterLink, ClrDatagridModule, ClrIcon, EmptyStateComponent, NewDefinitionDialogComponent, PageHeaderComponent, PagerComponent, ProblemAlertComponent, TimeComponent],
  templateUrl: './definitions.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DefinitionsPage {
  private readonly api = inject(API);
  private typing: ReturnType<typeof setTimeout> | undefined;
  protected readonly session = inject(SessionService);
  protected readonly creating = signal(false);
  protected readonly page = signal(1);
  protected readonly pageSize = signal(20);
  protected readonly search = signal('');
  protected readonly definitions = live({
    params: computed(() => ({ search: this.search(), page: this.page() - 1, pageSize: this.pageSize() })),
    load: (query, abort) => this.api.workflows.definitions(query, abort),
    every: () => 15_000,
    keep: true,
  });

  /** Waits for a pause in typing. */
  protected type(value: string): void {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => {
      this.page.set(1);
      this.search.set(value.trim());
    }, 300);
  }
}
