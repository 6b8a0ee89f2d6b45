import { AfterViewInit, ChangeDetectionStrategy, Component, ElementRef, OnDestroy, effect, inject, input, model, viewChild } from '@angular/core';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { bracketMatching, defaultHighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { ThemeService } from '../core/theme.service';

/** An editor for JavaScript. Escape, then Tab leaves it, as its label says to screen readers. */
@Component({
  selector: 'app-code-editor',
  template: `<div #host class="code-editor"></div>`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CodeEditorComponent implements AfterViewInit, OnDestroy {
  private readonly theme = inject(ThemeService);
  private readonly host = viewChild.required<ElementRef<HTMLElement>>('host');
  private readonly look = new Compartment();
  private view: EditorView | undefined;

  readonly value = model('');
  readonly label = input('Code');
  readonly readonly = input(false);

  constructor() {
    effect(() => {
      const text = this.value();
      const dark = this.theme.theme() === 'dark';
      const view = this.view;
      if (!view) {
        return;
      }
      if (view.state.doc.toString() !== text) {
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
      }
      view.dispatch({ effects: this.look.reconfigure(EditorView.darkTheme.of(dark)) });
    });
  }

  ngAfterViewInit(): void {
    this.view = new EditorView({
      parent: this.host().nativeElement,
      state: EditorState.create({
        doc: this.value(),
        extensions: [
          lineNumbers(), history(), drawSelection(), indentOnInput(), bracketMatching(), highlightActiveLine(), javascript(),
          syntaxHighlighting(defaultHighlightStyle, { fallback: true }), keymap.of([...defaultKeymap, ...historyKeymap]),
          this.look.of(EditorView.darkTheme.of(this.theme.theme() === 'dark')),
          EditorState.readOnly.of(this.readonly()), EditorView.editable.of(!this.readonly()), EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': this.label(), spellcheck: 'false' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) {
              this.value.set(update.state.doc.toString());
            }
          }),
        ],
      }),
    });
  }

  ngOnDestroy(): void {
    this.view?.destroy();
  }
}
