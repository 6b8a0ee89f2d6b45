import { DOCUMENT, Injectable, Provider, RendererFactory2, RendererType2, Renderer2, ViewEncapsulation, inject } from '@angular/core';
import { ɵDomRendererFactory2 as DomRendererFactory2, ɵSharedStylesHost as SharedStylesHost } from '@angular/platform-browser';

/**
 * Angular puts the styles of components into `<style>` elements, which the server's content security policy
 * (`default-src 'self'`) forbids. Constructed style sheets are allowed by it, so the styles of Clarity's and the CDK's
 * components are adopted as such. The console's own styles are in one plain stylesheet.
 */
export function provideAdoptedStyles(): Provider[] {
  return [
    AdoptedStylesHost,
    AdoptedStylesRendererFactory,
    { provide: SharedStylesHost, useExisting: AdoptedStylesHost },
    { provide: DomRendererFactory2, useExisting: AdoptedStylesRendererFactory },
    { provide: RendererFactory2, useExisting: AdoptedStylesRendererFactory },
  ];
}

/** Adopts the styles of components without a shadow root into the document. */
@Injectable()
class AdoptedStylesHost extends SharedStylesHost {
  private readonly page = inject(DOCUMENT);
  private readonly adopted = new Set<string>();

  override addStyles(styles: string[]): void {
    for (const style of styles.filter((text) => !this.adopted.has(text))) {
      this.adopted.add(style);
      this.page.adoptedStyleSheets.push(sheetOf(style));
    }
  }

  /** Styles stay: there are few, and a page that returns needs them again. */
  override removeStyles(): void {}

  /** A shadow root gets its own component's styles only. */
  override addHost(): void {}

  override removeHost(): void {}
}

/** Adopts the styles of components with a shadow root (Clarity's icons) into that root; all icons share one sheet. */
@Injectable()
class AdoptedStylesRendererFactory extends DomRendererFactory2 {
  private readonly sheets = new Map<string, CSSStyleSheet[]>();

  override createRenderer(element: unknown, type: RendererType2 | null): Renderer2 {
    if (!(element instanceof HTMLElement) || type?.encapsulation !== ViewEncapsulation.ShadowDom) {
      return super.createRenderer(element, type);
    }
    const renderer = super.createRenderer(element, { ...type, styles: [] });
    let sheets = this.sheets.get(type.id);
    if (!sheets) {
      sheets = type.styles.map(sheetOf);
      this.sheets.set(type.id, sheets);
    }
    if (element.shadowRoot) {
      element.shadowRoot.adoptedStyleSheets = sheets;
    }
    return renderer;
  }
}

function sheetOf(text: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}
