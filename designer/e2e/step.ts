import { Page } from 'playwright-core';
import { Server } from './server';

/** One step of the walk through the console; it goes on where the one before has ended. */
export interface Step {
  readonly name: string;
  /** How often the server refuses bad input (400) that the step gives on purpose. Default 0. */
  readonly refusals?: number;
  readonly run: (page: Page, server: Server) => Promise<void>;
}
