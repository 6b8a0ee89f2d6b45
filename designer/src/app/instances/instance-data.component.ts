import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { InstanceDetail } from '../../api/workflows';
import { JsonViewComponent } from '../shared/json-view.component';

/** Input, output and variables of an instance. */
@Component({
  selector: 'app-instance-data',
  imports: [JsonViewComponent],
  template: `
    <div class="two-columns">
      <section><h3>Input</h3><app-json [value]="instance().input" label="input" /></section>
      <section><h3>Output</h3><app-json [value]="instance().output" label="output" /></section>
    </div>
    <h3>Variables</h3>
    @for (variable of instance().variables ?? []; track variable.name) {
      <details class="variable">
        <summary><span class="mono">{{ variable.name }}</span> <span class="muted">{{ preview(variable.value) }}</span></summary>
        <app-json [value]="variable.value" [label]="variable.name" />
      </details>
    } @empty {
      <p class="muted">This workflow has no variables.</p>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class InstanceDataComponent {
  readonly instance = input.required<InstanceDetail>();

  protected preview(value: unknown): string {
    const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'not set');
    return text.length > 90 ? `${text.slice(0, 89)}…` : text;
  }
}
