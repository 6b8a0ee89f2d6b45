import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { API } from '../core/api';
import { live } from '../core/live';
import { Work } from '../core/work';
import { FieldComponent } from '../shared/field.component';
import { PageHeaderComponent } from '../shared/page-header.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';
import { TimeComponent } from '../shared/time.component';

/** Whether this node takes work; it is drained here before it is stopped. */
@Component({
  imports: [FormsModule, FieldComponent, PageHeaderComponent, ProblemAlertComponent, TimeComponent],
  templateUrl: './node.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NodePage {
  private readonly api = inject(API);
  protected readonly node = live({ params: () => true, load: (_, abort) => this.api.operations.node(abort), every: () => 2000, keep: true });
  protected readonly reason = signal('');
  private readonly work = new Work();
  protected readonly busy = this.work.busy;
  protected readonly problem = this.work.problem;
  protected readonly state = computed(() => {
    const node = this.node.value();
    if (node === undefined) {
      return '';
    }
    if (node.intake === 'open') {
      return 'Takes work';
    }
    return node.burstsAtWork === 0 ? 'Drained: it can be stopped' : 'Drains';
  });

  protected drain(): Promise<void> {
    return this.act(() => this.api.operations.suspendNode(this.reason().trim()));
  }

  protected open(): Promise<void> {
    return this.act(() => this.api.operations.resumeNode());
  }

  private async act(work: () => Promise<unknown>): Promise<void> {
    if (await this.work.run(work)) {
      this.reason.set('');
    }
    this.node.reload();
  }
}
