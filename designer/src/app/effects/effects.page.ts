import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ClrDatagridModule } from '@clr/angular/data/datagrid';
import { Settled, UnresolvedEffect } from '../../api/operations';
import { API } from '../core/api';
import { live } from '../core/live';
import { CopyButtonComponent } from '../shared/copy-button.component';
import { EmptyStateComponent } from '../shared/empty-state.component';
import { PageHeaderComponent } from '../shared/page-header.component';
import { PagerComponent } from '../shared/pager.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';
import { TimeComponent } from '../shared/time.component';
import { EffectActionsComponent } from './effect-actions.component';

/** Actions on the outside world that began and of which nobody knows whether they happened; a person finds out and settles them. */
@Component({
  imports: [
    RouterLink, ClrDatagridModule, CopyButtonComponent, EffectActionsComponent, EmptyStateComponent, PageHeaderComponent, PagerComponent, ProblemAlertComponent, TimeComponent,
  ],
  templateUrl: './effects.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EffectsPage {
  private readonly api = inject(API);
  protected readonly page = signal(1);
  protected readonly pageSize = signal(20);
  protected readonly settled = signal<Settled | undefined>(undefined);
  protected readonly effects = live({
    params: computed(() => ({ page: this.page() - 1, pageSize: this.pageSize() })),
    load: (query, abort) => this.api.operations.unresolvedEffects(query, abort),
    every: () => 4000,
    keep: true,
  });
  protected readonly became = { retried: 'Its instance goes on:', cancelled: 'Its instance was cancelled:', unchanged: 'Nothing in its instance had failed, so nothing was retried:' } as const;

  protected withoutCause(effect: UnresolvedEffect): string {
    return effect.subStatus === 'Suspended' ? 'No incident: the instance waits, and the activity may try again by itself.' : 'The instance ended before the result was saved.';
  }

  protected done(settled: Settled): void {
    this.settled.set(settled);
    this.effects.reload();
  }
}
