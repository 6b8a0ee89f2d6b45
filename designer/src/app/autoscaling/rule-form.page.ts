import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { Router, RouterLink } from '@angular/router';
import { ApiProblem, toProblem } from '../../api';
import { messagesFor, otherMessages } from '../../lib/problem-fields';
import { RuleFields, emptyRule, ruleDraft, ruleFields, rulePaths } from '../../lib/rule-form';
import { API } from '../core/api';
import { live } from '../core/live';
import { TenantsService } from '../core/tenants.service';
import { FieldComponent } from '../shared/field.component';
import { PageHeaderComponent } from '../shared/page-header.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';
import { TenantPickerComponent } from '../shared/tenant-picker.component';

interface FieldView {
  readonly key: keyof RuleFields;
  readonly label: string;
  readonly help?: string;
  readonly number?: boolean;
  readonly optional?: boolean;
}

/** Creates a rule or changes one. */
@Component({
  imports: [FormsModule, RouterLink, FieldComponent, PageHeaderComponent, ProblemAlertComponent, TenantPickerComponent],
  templateUrl: './rule-form.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RuleFormPage {
  private readonly api = inject(API);
  private readonly router = inject(Router);
  private readonly tenants = inject(TenantsService);
  /** The rule to change; none for a new one. */
  readonly id = input<string>();

  protected readonly fields = signal<RuleFields>(emptyRule());
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly busy = signal(false);
  protected readonly ready = signal(false);
  protected readonly others = computed(() => otherMessages(this.problem()?.errors ?? {}, Object.values(rulePaths)));

  protected readonly groups: readonly { readonly title: string; readonly fields: readonly FieldView[] }[] = [
    {
      title: 'Target',
      fields: [
        { key: 'vdc', label: 'Organisation VDC' },
        { key: 'vapp', label: 'vApp', help: 'New VMs are added here.' },
        { key: 'network', label: 'vApp network', help: 'Addresses come from its pool.' },
        { key: 'catalog', label: 'Catalog' },
        { key: 'item', label: 'Template' },
        { key: 'vm', label: 'VM in the template', optional: true },
        { key: 'vmNamePattern', label: 'VM names', help: 'Such as web-{n:00}.', optional: true },
      ],
    },
    {
      title: 'Limits',
      fields: [
        { key: 'min', label: 'At least', number: true },
        { key: 'max', label: 'At most', number: true },
        { key: 'step', label: 'VMs per step', number: true },
        { key: 'cooldownMinutes', label: 'Cool-down (minutes)', number: true },
      ],
    },
    {
      title: 'Load balancer',
      fields: [
        { key: 'edge', label: 'Edge gateway', optional: true },
        { key: 'pool', label: 'Pool', optional: true },
        { key: 'port', label: 'Port', number: true, optional: true },
      ],
    },
    {
      title: 'Thresholds in percent',
      fields: [
        { key: 'cpuHigh', label: 'Add above CPU', number: true },
        { key: 'memoryHigh', label: 'Add above memory', number: true },
        { key: 'cpuLow', label: 'Remove below CPU', number: true },
        { key: 'memoryLow', label: 'Remove below memory', number: true },
      ],
    },
  ];

  protected readonly existing = live({
    params: () => {
      const id = this.id();
      const org = this.tenants.current();
      return id !== undefined && org !== undefined ? { org, id } : undefined;
    },
    load: async ({ org, id }, abort) => {
      const rule = await this.api.autoscale.get(org, id, abort);
      this.fields.set(ruleFields(rule));
      this.ready.set(true);
      return rule;
    },
    every: () => null,
  });

  protected set(key: keyof RuleFields, value: unknown): void {
    this.fields.update((fields) => ({ ...fields, [key]: value }));
  }

  protected messages(key: keyof RuleFields): readonly string[] {
    return messagesFor(this.problem()?.errors ?? {}, rulePaths[key]);
  }

  protected async save(): Promise<void> {
    const org = this.tenants.current();
    if (org === undefined) {
      return;
    }
    const draft = ruleDraft(this.fields(), this.existing.value());
    const id = this.id();
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      const saved = await (id === undefined ? this.api.autoscale.create(org, draft) : this.api.autoscale.update(org, id, draft));
      await this.router.navigate(saved?.id ? ['/autoscaling', saved.id] : ['/autoscaling']);
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}
