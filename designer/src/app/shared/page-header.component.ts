import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ClrIcon } from '@clr/angular/icon';

/** The page's heading, with the way back above it and the actions beside it. */
@Component({
  selector: 'app-page-header',
  imports: [RouterLink, ClrIcon],
  template: `
    <div class="page-header">
      <div class="page-title">
        @if (back(); as link) {
          <a class="back-link" [routerLink]="link"><cds-icon shape="arrow" direction="left" size="14" aria-hidden="true" /> {{ backLabel() }}</a>
        }
        <h1 tabindex="-1">{{ heading() }}</h1>
        <ng-content select="[pageNote]" />
      </div>
      <div class="page-actions"><ng-content /></div>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PageHeaderComponent {
  readonly heading = input.required<string>();
  readonly back = input<string | undefined>();
  readonly backLabel = input('Back');
}
