import { DOCUMENT, Injectable, inject, signal } from '@angular/core';
import { ThemeName } from '../../lib/chart-colors';

const key = 'orchestrator.theme';

/** Light or dark; kept in this browser. `public/theme.js` applies the stored choice before the first paint. */
@Injectable({ providedIn: 'root' })
export class ThemeService {
  private readonly page = inject(DOCUMENT);
  private readonly state = signal<ThemeName>(this.page.body.getAttribute('cds-theme') === 'dark' ? 'dark' : 'light');

  readonly theme = this.state.asReadonly();

  toggle(): void {
    const theme = this.state() === 'dark' ? 'light' : 'dark';
    this.state.set(theme);
    this.page.body.setAttribute('cds-theme', theme);
    writeStored(key, theme);
  }
}

/** Keeps a choice in this browser; where storage is blocked, the choice lasts as long as the page. */
export function writeStored(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch (error) {
    if (!(error instanceof DOMException)) {
      throw error;
    }
  }
}

export function readStored(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch (error) {
    if (!(error instanceof DOMException)) {
      throw error;
    }
    return null;
  }
}
