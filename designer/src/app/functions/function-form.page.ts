import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { Router, RouterLink } from '@angular/router';
import { ApiProblem, toProblem } from '../../api';
import { FunctionDraft } from '../../api/functions';
import { functionFaults, sampleCode } from '../../lib/function-form';
import { messagesFor, otherMessages } from '../../lib/problem-fields';
import { API } from '../core/api';
import { live } from '../core/live';
import { TenantsService } from '../core/tenants.service';
import { CodeEditorComponent } from '../shared/code-editor.component';
import { FieldComponent } from '../shared/field.component';
import { PageHeaderComponent } from '../shared/page-header.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';
import { TenantPickerComponent } from '../shared/tenant-picker.component';

const fields = ['name', 'route', 'code', 'limits.memoryMb', 'limits.timeoutSeconds'] as const;

/** Creates a function, or gives one new code. */
@Component({
  imports: [FormsModule, RouterLink, CodeEditorComponent, FieldComponent, PageHeaderComponent, ProblemAlertComponent, TenantPickerComponent],
  templateUrl: './function-form.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FunctionFormPage {
  private readonly api = inject(API);
  private readonly router = inject(Router);
  protected readonly tenants = inject(TenantsService);

  /** Name of the function to change; none for a new one. */
  readonly name = input<string>();

  protected readonly draft = signal({ name: '', route: '', code: sampleCode, memoryMb: 128, timeoutSeconds: 10 });
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly faults = signal<Readonly<Record<string, readonly string[]>>>({});
  protected readonly busy = signal(false);
  protected readonly ready = signal(false);
  protected readonly others = computed(() => otherMessages(this.problem()?.errors ?? {}, fields));

  protected readonly existing = live({
    params: () => {
      const name = this.name();
      const org = this.tenants.current();
      return name !== undefined && org !== undefined ? { org, name } : undefined;
    },
    load: async ({ org, name }, abort) => {
      const fn = await this.api.functions.get(org, name, abort);
      this.draft.set({
        name: fn.name, route: fn.route, code: fn.code ?? '', memoryMb: fn.limits?.memoryMb ?? 128, timeoutSeconds: fn.limits?.timeoutSeconds ?? 10,
      });
      this.ready.set(true);
      return fn;
    },
    every: () => null,
  });

  protected set<K extends 'name' | 'route' | 'code' | 'memoryMb' | 'timeoutSeconds'>(key: K, value: string | number): void {
    this.draft.update((draft) => ({ ...draft, [key]: value }));
  }

  protected messages(field: string): readonly string[] {
    return [...(this.faults()[field] ?? []), ...messagesFor(this.problem()?.errors ?? {}, field)];
  }

  protected async save(): Promise<void> {
    const org = this.tenants.current();
    const { name, route, code, memoryMb, timeoutSeconds } = this.draft();
    const faults = functionFaults({ name, route, code });
    this.faults.set(faults);
    this.problem.set(undefined);
    if (Object.keys(faults).length > 0 || org === undefined) {
      return;
    }
    const draft: FunctionDraft = { name, runtime: 'nodejs', route, code, limits: { memoryMb: Number(memoryMb), timeoutSeconds: Number(timeoutSeconds) } };
    this.busy.set(true);
    try {
      await (this.name() === undefined ? this.api.functions.create(org, draft) : this.api.functions.update(org, name, draft));
      await this.router.navigate(['/functions', name]);
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}
