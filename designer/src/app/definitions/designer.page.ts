import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ClrIcon } from '@clr/angular/icon';
import { API } from '../core/api';
import { live } from '../core/live';
import { PageHeaderComponent } from '../shared/page-header.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';
import { StudioFrameComponent } from '../shared/studio-frame.component';

/** A workflow in the visual designer. */
@Component({
  imports: [RouterLink, ClrIcon, PageHeaderComponent, ProblemAlertComponent, StudioFrameComponent],
  template: `
    <div class="studio-page">
      <app-page-header [heading]="definition.value()?.name || id()" back="/definitions" backLabel="Definitions">
        <a class="btn btn-outline" [routerLink]="['/definitions', id()]"><cds-icon shape="info-standard" size="16" aria-hidden="true" /> Details</a>
        <a class="btn btn-outline" routerLink="/instances" [queryParams]="{ definitionId: id() }"><cds-icon shape="timeline" size="16" aria-hidden="true" /> Instances</a>
      </app-page-header>
      <app-problem [problem]="definition.problem()" />
      <app-studio-frame view="editor" [id]="id()" title="Workflow designer" (saved)="definition.reload()" />
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DesignerPage {
  private readonly api = inject(API);

  /** Definition id, from the address. */
  readonly id = input.required<string>();
  protected readonly definition = live({
    params: this.id,
    load: (id, abort) => this.api.workflows.definition(id, undefined, abort),
    every: () => null,
    keep: true,
  });
}
