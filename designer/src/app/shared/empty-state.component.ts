import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';

/** Says that there is nothing yet, and what to do next (the content). */
@Component({
  selector: 'app-empty',
  imports: [ClrIcon],
  template: `
    <div class="empty-state">
      <cds-icon [shape]="icon()" size="40" aria-hidden="true" />
      <p class="empty-title">{{ title() }}</p>
      <div class="empty-text"><ng-content /></div>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EmptyStateComponent {
  readonly icon = input('info-standard');
  readonly title = input.required<string>();
}
