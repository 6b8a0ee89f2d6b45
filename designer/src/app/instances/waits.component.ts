import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';
import { BookmarkView } from '../../api/workflows';
import { formatRelative } from '../../lib/format';
import { ClockService } from '../core/clock.service';

/** What a suspended instance waits for. */
@Component({
  selector: 'app-waits',
  imports: [ClrIcon],
  template: `
    @if (bookmarks().length > 0) {
      <section class="panel panel-warning" aria-labelledby="waits-title">
        <h2 id="waits-title"><cds-icon shape="pause" size="18" aria-hidden="true" /> Waits for</h2>
        <ul class="plain-list">
          @for (bookmark of bookmarks(); track bookmark.id) {
            <li>
              <strong>{{ bookmark.description || bookmark.name }}</strong>
              <span class="muted"> in {{ titles().get(bookmark.activityId) || bookmark.activityId }}</span>
              @if (bookmark.dueAt; as due) {
                <span>, until <time [attr.datetime]="due">{{ exact(due) }}</time> ({{ relative(due) }})</span>
              }
            </li>
          }
        </ul>
      </section>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WaitsComponent {
  private readonly now = inject(ClockService).now;
  readonly bookmarks = input.required<readonly BookmarkView[]>();
  /** Names of activities by id. */
  readonly titles = input<ReadonlyMap<string, string>>(new Map());

  protected exact(iso: string): string {
    return new Date(iso).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
  }

  protected relative(iso: string): string {
    return formatRelative(iso, this.now()) ?? '';
  }
}
