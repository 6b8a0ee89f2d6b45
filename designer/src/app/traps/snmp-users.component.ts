import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { ClrDatagridModule } from '@clr/angular/data/datagrid';
import { ClrModalModule } from '@clr/angular/modal';
import { ApiProblem } from '../../api';
import { SnmpUser } from '../../api/snmp';
import { messagesFor, otherMessages } from '../../lib/problem-fields';
import { SnmpUserFields, authProtocols, emptySnmpUser, keepsPassword, keyExtensions, privProtocols, snmpUserDraft, snmpUserFields } from '../../lib/snmp-user-form';
import { API } from '../core/api';
import { live } from '../core/live';
import { Work } from '../core/work';
import { ConfirmDialogComponent } from '../shared/confirm-dialog.component';
import { EmptyStateComponent } from '../shared/empty-state.component';
import { FieldComponent } from '../shared/field.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';

/** Version 3 users: who may send, and how their messages are protected. Passwords are written and never shown. */
@Component({
  selector: 'app-snmp-users',
  imports: [FormsModule, ClrDatagridModule, ClrModalModule, ConfirmDialogComponent, EmptyStateComponent, FieldComponent, ProblemAlertComponent],
  templateUrl: './snmp-users.component.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SnmpUsersComponent {
  private readonly api = inject(API);
  protected readonly users = live({ params: () => true, load: (_, abort) => this.api.snmp.users(abort), every: () => 15000, keep: true });
  protected readonly auths = authProtocols;
  protected readonly privs = privProtocols;
  protected readonly extensions = keyExtensions;

  protected readonly editing = signal(false);
  protected readonly before = signal<SnmpUser | undefined>(undefined);
  protected readonly fields = signal<SnmpUserFields>(emptySnmpUser());
  protected readonly removing = signal<string | undefined>(undefined);
  private readonly work = new Work();
  protected readonly busy = this.work.busy;
  protected readonly problem = this.work.problem;
  protected readonly note = signal('');
  protected readonly others = computed(() => {
    const engines = Object.keys(this.problem()?.errors ?? {}).filter((key) => key.startsWith('engineIds'));
    return otherMessages(this.problem()?.errors ?? {}, ['name', 'auth', 'authPassword', 'priv', 'privPassword', 'keyExtension', ...engines]);
  });

  protected edit(user?: SnmpUser): void {
    this.before.set(user);
    this.fields.set(user === undefined ? emptySnmpUser() : snmpUserFields(user));
    this.problem.set(undefined);
    this.editing.set(true);
  }

  protected set(key: keyof SnmpUserFields, value: string): void {
    this.fields.update((fields) => ({ ...fields, [key]: value }));
  }

  protected messages(field: string): string[] {
    const errors = this.problem()?.errors ?? {};
    return field === 'engineIds'
      ? Object.entries(errors).filter(([key]) => key.startsWith('engineIds')).flatMap(([key, texts]) => texts.map((text) => `Entry ${Number(/\d+/.exec(key)?.[0] ?? 0) + 1}: ${text}`))
      : messagesFor(errors, field);
  }

  protected passwordHelp(kind: 'auth' | 'priv'): string {
    return keepsPassword(kind, this.fields(), this.before()) ? 'Leave it empty to keep the present one.' : 'At least 8 characters. It is not shown again.';
  }

  protected needsExtension(): boolean {
    return ['Aes192', 'Aes256'].includes(this.fields().priv);
  }

  protected async save(): Promise<void> {
    const name = this.fields().name.trim();
    if (!name) {
      this.problem.set(new ApiProblem(0, 'The user has no name', 'Give it the name that the device sends.'));
      return;
    }
    if (this.before() === undefined && (this.users.value()?.items ?? []).some((user) => user.name === name)) {
      this.problem.set(new ApiProblem(0, 'There is such a user', `Change '${name}' instead.`));
      return;
    }
    await this.act(async () => {
      await this.api.snmp.saveUser(name, snmpUserDraft(this.fields()));
      this.editing.set(false);
      this.fields.set(emptySnmpUser());
      this.note.set(`User ${name} is in force.`);
    });
  }

  protected async remove(): Promise<void> {
    const name = this.removing();
    if (name === undefined) {
      return;
    }
    await this.act(async () => {
      await this.api.snmp.deleteUser(name);
      this.removing.set(undefined);
      this.note.set(`Removed user ${name}.`);
    });
  }

  private async act(work: () => Promise<void>): Promise<void> {
    this.note.set('');
    await this.work.run(work);
    this.users.reload();
  }
}
