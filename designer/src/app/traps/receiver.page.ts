import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { ClrDatagridModule } from '@clr/angular/data/datagrid';
import { TrapRule } from '../../api/snmp';
import { API } from '../core/api';
import { live } from '../core/live';
import { Work } from '../core/work';
import { ConfirmDialogComponent } from '../shared/confirm-dialog.component';
import { EmptyStateComponent } from '../shared/empty-state.component';
import { PageHeaderComponent } from '../shared/page-header.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';
import { TimeComponent } from '../shared/time.component';
import { SnmpUsersComponent } from './snmp-users.component';
import { TrapRuleDialogComponent } from './trap-rule-dialog.component';

/** The trap receiver: counters, what it refused, rules, users and MIBs. */
@Component({
  imports: [
    ClrDatagridModule, ConfirmDialogComponent, EmptyStateComponent, PageHeaderComponent, ProblemAlertComponent, SnmpUsersComponent, TimeComponent, TrapRuleDialogComponent,
  ],
  templateUrl: './receiver.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ReceiverPage {
  private readonly api = inject(API);
  protected readonly status = live({ params: () => true, load: (_, abort) => this.api.snmp.status(abort), every: () => 3000 });
  protected readonly rules = live({ params: () => true, load: (_, abort) => this.api.snmp.rules(abort), every: () => 15000, keep: true });
  protected readonly mibs = live({ params: () => true, load: (_, abort) => this.api.snmp.mibs(abort), every: () => 15000, keep: true });
  protected readonly alerts = live({ params: () => true, load: (_, abort) => this.api.snmp.alerts(abort), every: () => 5000, keep: true });
  protected readonly refused = live({ params: () => true, load: (_, abort) => this.api.snmp.refused(abort), every: () => 5000, keep: true });
  protected readonly shownAlerts = computed(() => (this.alerts.value()?.items ?? []).slice(0, 20));
  protected readonly shownRefused = computed(() => (this.refused.value()?.items ?? []).slice(0, 20));
  protected readonly counters = computed(() => {
    const status = this.status.value();
    return status === undefined
      ? []
      : [
          ['Received', status.received], ['Read', status.decoded], ['Folded', status.collapsed], ['Informs answered', status.answered],
          ['Dropped by the kernel', status.kernelDrops], ['In the queue', status.queue], ['Bytes in the spool', status.spoolBytes],
          ...Object.entries(status.dropped).map(([reason, count]) => [`Refused: ${reason}`, count]),
        ];
  });

  protected readonly editing = signal(false);
  protected readonly edited = signal<TrapRule | undefined>(undefined);
  protected readonly deleting = signal<{ kind: 'rule' | 'MIB'; id: string } | undefined>(undefined);
  private readonly work = new Work();
  protected readonly busy = this.work.busy;
  protected readonly problem = this.work.problem;
  protected readonly note = signal('');

  protected json(value: unknown): string {
    return JSON.stringify(value, (_, part: unknown) => (isEmpty(part) ? undefined : part));
  }

  protected edit(rule?: TrapRule): void {
    this.edited.set(rule);
    this.editing.set(true);
  }

  protected ruleSaved(id: string): void {
    this.note.set(`Rule ${id} is in force.`);
    this.rules.reload();
  }

  protected async importMibs(input: HTMLInputElement): Promise<void> {
    const files = [...(input.files ?? [])];
    await this.act(async () => {
      for (const file of files) {
        const mib = await this.api.snmp.importMib(await file.text());
        this.note.set(`${mib.module}: ${mib.objects} objects, ${mib.notifications} notifications.`);
      }
    });
    input.value = '';
  }

  protected async remove(): Promise<void> {
    const gone = this.deleting();
    if (gone === undefined) {
      return;
    }
    await this.act(async () => {
      await (gone.kind === 'rule' ? this.api.snmp.deleteRule(gone.id) : this.api.snmp.deleteMib(gone.id));
      this.note.set(`Deleted ${gone.kind} ${gone.id}.`);
      this.deleting.set(undefined);
    });
  }

  private async act(work: () => Promise<void>): Promise<void> {
    this.note.set('');
    await this.work.run(work);
    this.rules.reload();
    this.mibs.reload();
  }
}

function isEmpty(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}
