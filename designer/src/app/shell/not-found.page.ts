import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { EmptyStateComponent } from '../shared/empty-state.component';
import { PageHeaderComponent } from '../shared/page-header.component';

@Component({
  imports: [RouterLink, EmptyStateComponent, PageHeaderComponent],
  template: `
    <app-page-header heading="Not found" />
    <app-empty icon="unknown-status" title="There is no page at this address.">
      <a class="btn btn-primary" routerLink="/overview">Go to the overview</a>
    </app-empty>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NotFoundPage {}
