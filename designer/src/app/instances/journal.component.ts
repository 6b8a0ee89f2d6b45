import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { ClrDatagridModule } from '@clr/angular/data/datagrid';
import { ClrConditionalModule } from '@clr/angular/utils/conditional';
import { JournalItem } from '../../api/workflows';
import { EmptyStateComponent } from '../shared/empty-state.component';
import { JsonViewComponent } from '../shared/json-view.component';

/** An instance's history as a table; each entry shows its inputs and outputs when it is opened. */
@Component({
  selector: 'app-journal',
  imports: [ClrDatagridModule, ClrConditionalModule, EmptyStateComponent, JsonViewComponent],
  templateUrl: './journal.component.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class JournalComponent {
  readonly items = input.required<readonly JournalItem[]>();

  protected clock(iso: string): string {
    const at = new Date(iso);
    return Number.isNaN(at.getTime()) ? iso : `${at.toLocaleTimeString(undefined, { hour12: false })}.${String(at.getMilliseconds()).padStart(3, '0')}`;
  }

  protected tone(event: string): string {
    const tones: Record<string, string> = { Completed: 'success', Faulted: 'danger', Started: 'info', Resumed: 'info', Retried: 'info', Suspended: 'warning' };
    return tones[event] ?? 'neutral';
  }

  protected hasData(item: JournalItem): boolean {
    return [item.data?.activityState, item.data?.outputs, item.data?.payload].some((value) => value !== null && value !== undefined);
  }
}
