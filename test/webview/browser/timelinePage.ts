import type { Page } from 'playwright-core';
import type { TracePageOptions } from './openTracePage';
import type { useTracePages } from './useTracePages';

/** What the latest frame of the timeline shows. */
export interface ShownView {
  readonly fromNs: number;
  readonly columnNs: number;
  readonly columns: number;
  readonly frames: number;
}

/** A page that shows the timeline as it was left. */
export async function openTimeline(
  pages: ReturnType<typeof useTracePages>,
  options: TracePageOptions = {},
  timeline: object = {},
): Promise<Page> {
  const savedState = { view: 'timeline', timeline, ...(options.scenario?.savedState as object) };
  const page = await pages.open({ ...options, scenario: { ...options.scenario, savedState } });
  await page.locator('[data-testid=timeline][data-complete=true]').waitFor();
  return page;
}

export async function shown(page: Page): Promise<ShownView> {
  const numbers = await page.getByTestId('timeline').evaluate((panel) => {
    const { fromNs, columnNs, columns, frames } = panel.dataset;
    return [fromNs, columnNs, columns, frames].map(Number);
  });
  const [fromNs, columnNs, columns, frames] = numbers;
  return { fromNs: fromNs!, columnNs: columnNs!, columns: columns!, frames: frames! };
}

export async function stage(
  page: Page,
): Promise<{ x: number; y: number; width: number; height: number }> {
  return (await page.getByTestId('timeline-canvas').boundingBox())!;
}

export async function drag(
  page: Page,
  [fromX, fromY]: readonly [number, number],
  [toX, toY]: readonly [number, number],
): Promise<void> {
  await page.mouse.move(fromX, fromY);
  await page.mouse.down();
  await page.mouse.move((fromX + toX) / 2, (fromY + toY) / 2);
  await page.mouse.move(toX, toY);
  await page.mouse.up();
  await settled(page);
}

/** Until no frame has been drawn for a while. */
export async function settled(page: Page): Promise<void> {
  for (let frames = -1; ;) {
    await page.waitForTimeout(200);
    const now = (await shown(page)).frames;
    if (now === frames) return;
    frames = now;
  }
}

export async function untilNarrower(page: Page, columnNs: number): Promise<void> {
  await page.waitForFunction(
    (most) =>
      Number(document.querySelector<HTMLElement>('#view-timeline')!.dataset['columnNs']) < most,
    columnNs,
  );
}
