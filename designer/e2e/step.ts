import { Page } from 'playwright-core';
import { Server } from './server';

/** One step of the walk through the console; it goes on where the one before has ended. */
export interface Step {
  readonly name: string;
  readonly run: (page: Page, server: Server) => Promise<void>;
}
