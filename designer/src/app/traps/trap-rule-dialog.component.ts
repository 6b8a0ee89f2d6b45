import { ChangeDetectionStrategy, Component, ElementRef, computed, effect, inject, input, model, output, signal, untracked } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { ClrModalModule } from '@clr/angular/modal';
import { ApiProblem, toProblem } from '../../api';
import { TrapRule } from '../../api/snmp';
import {
  ConditionFields, TrapRuleFields, comparisons, emptyTrapRule, otherTrapRuleMessages, trapRuleDraft, trapRuleFields, trapRuleMessages,
} from '../../lib/trap-rule-form';
import { API } from '../core/api';
import { CodeEditorComponent } from '../shared/code-editor.component';
import { FieldComponent } from '../shared/field.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';

type Tab = 'form' | 'json';

/** Makes a rule for traps or changes one, in a form or as JSON; both show the same rule. */
@Component({
  selector: 'app-trap-rule-dialog',
  imports: [FormsModule, ClrModalModule, CodeEditorComponent, FieldComponent, ProblemAlertComponent],
  templateUrl: './trap-rule-dialog.component.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TrapRuleDialogComponent {
  private readonly api = inject(API);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly open = model(false);
  /** The rule to change; none for a new one. */
  readonly rule = input<TrapRule | undefined>();
  /** The id of the rule that was saved. */
  readonly saved = output<string>();

  protected readonly tabs: readonly { readonly id: Tab; readonly label: string }[] = [{ id: 'form', label: 'Form' }, { id: 'json', label: 'JSON' }];
  protected readonly comparisons = comparisons;
  protected readonly versions = ['1', '2c', '3'] as const;
  protected readonly tab = signal<Tab>('form');
  protected readonly id = signal('');
  protected readonly fields = signal<TrapRuleFields>(emptyTrapRule());
  protected readonly json = signal('');
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly others = computed(() => (this.tab() === 'form' ? otherTrapRuleMessages(this.problem()?.errors ?? {}).filter((message) => !message.startsWith('id:')) : undefined));
  protected readonly idMessages = computed(() => this.problem()?.errors['id'] ?? []);

  constructor() {
    effect(() => {
      if (!this.open()) {
        return;
      }
      const rule = this.rule();
      untracked(() => {
        this.id.set(rule?.id ?? '');
        this.fields.set(rule === undefined ? emptyTrapRule() : trapRuleFields(rule));
        this.json.set('');
        this.problem.set(undefined);
        this.tab.set('form');
      });
    });
  }

  protected set<K extends keyof TrapRuleFields>(key: K, value: TrapRuleFields[K]): void {
    this.fields.update((fields) => ({ ...fields, [key]: value }));
  }

  protected messages(key: keyof TrapRuleFields): string[] {
    return trapRuleMessages(this.problem()?.errors ?? {}, key);
  }

  protected toggleVersion(version: string, chosen: boolean): void {
    this.set('versions', this.versions.filter((known) => (known === version ? chosen : this.fields().versions.includes(known))));
  }

  protected addCondition(): void {
    this.set('variables', [...this.fields().variables, { variable: '', comparison: 'equalTo', text: '' }]);
    this.focus(`#condition-${this.fields().variables.length - 1}-variable`);
  }

  protected setCondition(index: number, change: Partial<ConditionFields>): void {
    this.set('variables', this.fields().variables.map((condition, at) => (at === index ? { ...condition, ...change } : condition)));
  }

  protected removeCondition(index: number): void {
    this.set('variables', this.fields().variables.filter((_, at) => at !== index));
    this.focus('#condition-add');
  }

  /** False when the JSON cannot be shown in the form. */
  protected show(tab: Tab): boolean {
    if (tab === this.tab()) {
      return true;
    }
    if (tab === 'json') {
      this.json.set(JSON.stringify(trapRuleDraft(this.fields()), null, 2));
    } else {
      const written = this.parse();
      if (written === undefined) {
        return false;
      }
      this.fields.set(trapRuleFields(written));
    }
    this.problem.set(undefined);
    this.tab.set(tab);
    return true;
  }

  /** The arrow keys go from tab to tab, as in any list of tabs. */
  protected step(event: KeyboardEvent): void {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') {
      return;
    }
    event.preventDefault();
    const other: Tab = this.tab() === 'form' ? 'json' : 'form';
    if (this.show(other)) {
      this.focus(`#trap-rule-tab-${other}`);
    }
  }

  protected async save(): Promise<void> {
    const rule = this.tab() === 'json' ? this.parse() : trapRuleDraft(this.fields());
    const id = this.id().trim();
    if (rule === undefined) {
      return;
    }
    if (!id) {
      this.problem.set(new ApiProblem(0, 'The rule has no id', 'Give it one: letters, digits, dots, dashes, underscores.'));
      return;
    }
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      await this.api.snmp.saveRule(id, rule);
      this.open.set(false);
      this.saved.emit(id);
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.busy.set(false);
    }
  }

  private parse(): object | undefined {
    try {
      const written: unknown = JSON.parse(this.json());
      if (typeof written === 'object' && written !== null && !Array.isArray(written)) {
        return written;
      }
      this.problem.set(new ApiProblem(0, 'The rule is no JSON object', 'It begins with { and ends with }.'));
    } catch (error) {
      this.problem.set(new ApiProblem(0, 'The rule is not JSON', error instanceof Error ? error.message : String(error)));
    }
    return undefined;
  }

  /** After the view has changed. */
  private focus(selector: string): void {
    setTimeout(() => this.host.nativeElement.querySelector<HTMLElement>(selector)?.focus());
  }
}
