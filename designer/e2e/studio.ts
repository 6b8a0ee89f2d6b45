import { FrameLocator, Locator, Page } from 'playwright-core';

/** The first load brings the whole of the designer's runtime, which takes long on a slow machine. */
const firstLoad = 180_000;

/** Works with Elsa Studio's editor in the console's frame as a user does: by mouse and keyboard. */
export class StudioEditor {
  private readonly frame: FrameLocator;

  constructor(private readonly page: Page) {
    this.frame = page.frameLocator('iframe[title="Workflow designer"]');
  }

  async ready(): Promise<void> {
    await this.canvas.waitFor({ timeout: firstLoad });
    await this.frame.locator('.mud-expand-panel').first().waitFor();
  }

  /** Drags an activity out of the toolbox; x and y count from the canvas' corner. */
  async add(category: string, title: RegExp, x: number, y: number): Promise<void> {
    const before = await this.nodes.count();
    const panel = this.frame.locator('.mud-expand-panel').filter({ has: this.frame.getByText(category, { exact: true }) });
    const item = panel.locator('[draggable=true]').filter({ hasText: title });
    await panel.locator('.mud-expand-panel-header').click();
    await item.scrollIntoViewIfNeeded();
    await settled(item);
    const from = await boxOf(item);
    const to = await boxOf(this.canvas);
    await this.page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(to.x + x - 20, to.y + y - 20, { steps: 10 });
    await this.page.mouse.move(to.x + x, to.y + y, { steps: 5 });
    await this.page.mouse.up();
    await this.nodes.nth(before).waitFor();
    await panel.locator('.mud-expand-panel-header').click();
  }

  /** Draws a connection from an outcome of one activity to another. */
  async connect(from: RegExp, outcome: string, to: RegExp): Promise<void> {
    const edges = this.frame.locator('.x6-edge');
    const before = await edges.count();
    const a = await boxOf(this.node(from).locator(`.x6-port-body[port="${outcome}"]`));
    const b = await boxOf(this.node(to).locator('.x6-port-body[port="In"]'));
    await this.page.mouse.move(a.x + a.width / 2, a.y + a.height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(b.x - 15, b.y + 10, { steps: 10 });
    await this.page.mouse.move(b.x + b.width / 2, b.y + b.height / 2, { steps: 5 });
    await this.page.mouse.up();
    await edges.nth(before).waitFor();
  }

  async select(title: RegExp): Promise<void> {
    await this.node(title).click();
  }

  /** Types the literal value of an input of the selected activity. */
  async fill(label: string, value: string): Promise<void> {
    const field = this.row(label).locator('input.mud-input-slot');
    await field.fill(value);
    await field.press('Tab');
  }

  /** Writes a JavaScript expression into an input of the selected activity. */
  async script(label: string, code: string): Promise<void> {
    await this.row(label).locator('.mud-menu button').click();
    await this.frame.locator('.mud-popover-open').getByText('JavaScript', { exact: true }).click();
    const editor = this.frame.locator('.monaco-editor').first();
    await editor.waitFor({ timeout: firstLoad });
    await editor.click();
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.insertText(code);
  }

  async publish(): Promise<void> {
    await this.toolbar.locator('.mud-button-group-root button.mud-primary-text').click();
  }

  async run(): Promise<void> {
    await this.toolbar.locator('button').last().click();
  }

  private get toolbar(): Locator {
    return this.frame.locator('.mud-toolbar').filter({ hasText: 'Auto-save' });
  }

  /** The editor of an input with its menu; Studio's labels do not name their fields. */
  private row(label: string): Locator {
    return this.frame.locator('.flex-row').filter({ has: this.frame.locator(`label.mud-input-label:text-is("${label}")`) }).last();
  }

  private get canvas(): Locator {
    return this.frame.locator('.graph-container');
  }

  private get nodes(): Locator {
    return this.frame.locator('.x6-node');
  }

  private node(title: RegExp): Locator {
    return this.nodes.filter({ hasText: title });
  }
}

/** The page's coordinates of what is drawn; something without any is a fault. */
async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  await locator.waitFor();
  const box = await locator.boundingBox();
  if (!box) {
    throw new Error(`${locator} is not drawn.`);
  }
  return box;
}

/** Waits until something has stopped moving. */
async function settled(locator: Locator): Promise<void> {
  for (let last = await boxOf(locator); ; ) {
    await locator.page().waitForTimeout(150);
    const now = await boxOf(locator);
    if (now.x === last.x && now.y === last.y && now.height === last.height) {
      return;
    }
    last = now;
  }
}
