import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';
import { ClrDatagridModule } from '@clr/angular/data/datagrid';

/** The footer of a list whose pages the server makes: place within the whole, and the way to other pages. For use in a `clr-dg-footer`. */
@Component({
  selector: 'app-pager',
  imports: [ClrDatagridModule],
  template: `
    <clr-dg-pagination #pagination [clrDgPage]="page()" (clrDgPageChange)="page.set($event)" [clrDgPageSize]="pageSize()" [clrDgTotalItems]="total()">
      @if (pagination.totalItems > 0) {
        {{ pagination.firstItem + 1 }}–{{ pagination.lastItem + 1 }} of {{ pagination.totalItems }}
      }
    </clr-dg-pagination>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PagerComponent {
  /** From 1. */
  readonly page = model.required<number>();
  readonly pageSize = input.required<number>();
  readonly total = input.required<number>();
}
