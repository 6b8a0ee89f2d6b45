import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { formatRelative } from '../../lib/format';
import { ClockService } from '../core/clock.service';

/** A point in time as "5 min ago", with the exact time as a tool tip. */
@Component({
  selector: 'app-time',
  template: `
    @if (at(); as iso) {
      <time [attr.datetime]="iso" [title]="exact()">{{ text() }}</time>
    } @else {
      <span class="muted">{{ none() }}</span>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TimeComponent {
  private readonly clock = inject(ClockService);
  readonly at = input.required<string | null | undefined>();
  /** What to show where there is no time. */
  readonly none = input('–');
  protected readonly text = computed(() => formatRelative(this.at() ?? '', this.clock.now()) ?? this.at());
  protected readonly exact = computed(() => {
    const time = Date.parse(this.at() ?? '');
    return Number.isNaN(time) ? '' : new Date(time).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'long' });
  });
}
