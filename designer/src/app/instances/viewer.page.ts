import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ClrIcon } from '@clr/angular/icon';
import { API } from '../core/api';
import { live } from '../core/live';
import { PageHeaderComponent } from '../shared/page-header.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';
import { StatusLabelComponent } from '../shared/status-label.component';
import { StudioFrameComponent } from '../shared/studio-frame.component';

/** An instance in the visual designer's viewer. */
@Component({
  imports: [RouterLink, ClrIcon, PageHeaderComponent, ProblemAlertComponent, StatusLabelComponent, StudioFrameComponent],
  template: `
    <div class="studio-page">
      <app-page-header [heading]="instance.value()?.name || instance.value()?.definitionName || 'Instance'" back="/instances" backLabel="Instances">
        @if (instance.value(); as shown) {
          <span pageNote data-testid="viewer-status" aria-live="polite"><app-status [status]="shown.subStatus" /></span>
        }
        <a class="btn btn-outline" [routerLink]="['/instances', id()]"><cds-icon shape="info-standard" size="16" aria-hidden="true" /> Details</a>
        @if (instance.value(); as shown) {
          <a class="btn btn-outline" [routerLink]="['/definitions', shown.definitionId, 'designer']"><cds-icon shape="pencil" size="16" aria-hidden="true" /> Designer</a>
        }
      </app-page-header>
      <app-problem [problem]="instance.problem()" />
      <app-studio-frame view="instance" [id]="id()" title="Workflow instance viewer" />
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ViewerPage {
  private readonly api = inject(API);

  /** Instance id, from the address. */
  readonly id = input.required<string>();
  protected readonly instance = live({
    params: this.id,
    load: (id, abort) => this.api.workflows.instance(id, abort),
    every: (shown) => (shown?.status === 'Finished' ? null : 3_000),
    keep: true,
  });
}
