import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { NgxEchartsDirective } from 'ngx-echarts';
import { ChartOptions } from '../../lib/billing-charts';

/** A chart; its label says what it shows to those who cannot see it. */
@Component({
  selector: 'app-chart',
  imports: [NgxEchartsDirective],
  template: `<div echarts class="chart" role="img" [attr.aria-label]="label()" [options]="options()" [initOpts]="{ renderer: 'svg' }"></div>`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ChartComponent {
  readonly options = input.required<ChartOptions>();
  readonly label = input.required<string>();
}
