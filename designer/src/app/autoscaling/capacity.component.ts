import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { capacityOf } from '../../lib/capacity';

/** How many VMs there are between the fewest and the most: a row of boxes. */
@Component({
  selector: 'app-capacity',
  template: `
    <div class="capacity" role="img" [attr.aria-label]="label()">
      @for (slot of view().slots; track $index) {
        <span class="capacity-slot" [class]="'slot-' + slot"></span>
      }
    </div>
    <p class="muted">{{ label() }}</p>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CapacityComponent {
  readonly min = input.required<number>();
  readonly current = input.required<number>();
  readonly max = input.required<number>();
  protected readonly view = computed(() => capacityOf(this.min(), this.current(), this.max()));
  protected readonly label = computed(() => `${this.current()} VMs; at least ${this.min()}, at most ${this.max()}.`);
}
