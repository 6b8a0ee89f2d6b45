import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { formatJson } from '../../lib/format';
import { CopyButtonComponent } from './copy-button.component';

/** A JSON value or a text, readable and ready to copy. */
@Component({
  selector: 'app-json',
  imports: [CopyButtonComponent],
  template: `
    <div class="json-view">
      <app-copy [text]="text()" [what]="label()" />
      <pre tabindex="0" role="region" [attr.aria-label]="label()" [class.tall]="tall()"><code>{{ text() || '–' }}</code></pre>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class JsonViewComponent {
  readonly value = input<unknown>();
  readonly label = input('JSON');
  readonly tall = input(false);
  protected readonly text = computed(() => formatJson(this.value()));
}
