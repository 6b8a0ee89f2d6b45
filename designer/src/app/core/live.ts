import { DestroyRef, Signal, effect, inject, signal, untracked } from '@angular/core';
import { ApiProblem, toProblem } from '../../api';

export interface Live<T> {
  /** What was loaded last; kept while newer data is on its way, so that the page does not jump. */
  readonly value: Signal<T | undefined>;
  readonly problem: Signal<ApiProblem | undefined>;
  /** True while data for new parameters is loaded; a refresh in the background does not count. */
  readonly loading: Signal<boolean>;
  reload(): void;
}

export interface LiveOptions<P, T> {
  /** What to load; undefined for nothing yet. Read in a reactive context. */
  readonly params: () => P | undefined;
  readonly load: (params: P, abort: AbortSignal) => Promise<T>;
  /** Milliseconds until the next refresh; null for none. */
  readonly every: (value: T | undefined) => number | null;
  /** Whether rows of the old parameters stay until those of the new ones are there. */
  readonly keep?: boolean;
}

/** Loads data, again when its parameters change, and again in intervals while the page is visible. */
export function live<P, T>(options: LiveOptions<P, T>): Live<T> {
  const value = signal<T | undefined>(undefined);
  const problem = signal<ApiProblem | undefined>(undefined);
  const loading = signal(false);
  let abort: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let params: P | undefined;

  const stop = (): void => {
    abort?.abort();
    clearTimeout(timer);
  };
  const plan = (): void => {
    const pause = options.every(value());
    clearTimeout(timer);
    if (pause !== null) {
      timer = setTimeout(() => (document.hidden ? plan() : void refresh()), pause);
    }
  };
  const refresh = async (): Promise<void> => {
    stop();
    if (params === undefined) {
      return;
    }
    const own = (abort = new AbortController());
    try {
      const loaded = await options.load(params, own.signal);
      if (own.signal.aborted) {
        return;
      }
      value.set(loaded);
      problem.set(undefined);
    } catch (error) {
      if (own.signal.aborted) {
        return;
      }
      problem.set(toProblem(error));
    }
    loading.set(false);
    plan();
  };

  effect(() => {
    const next = options.params();
    untracked(() => {
      params = next;
      if (!options.keep) {
        value.set(undefined);
      }
      problem.set(undefined);
      loading.set(next !== undefined);
      void refresh();
    });
  });
  const onVisible = (): void => {
    if (!document.hidden && options.every(value()) !== null) {
      void refresh();
    }
  };
  document.addEventListener('visibilitychange', onVisible);
  inject(DestroyRef).onDestroy(() => {
    stop();
    document.removeEventListener('visibilitychange', onVisible);
  });
  return { value: value.asReadonly(), problem: problem.asReadonly(), loading: loading.asReadonly(), reload: () => void refresh() };
}
