import { setTimeout as sleep } from 'node:timers/promises';
import type { Frame, Page } from 'playwright-core';

const LASTS_MS = 10_000;
/** Of a wheel, and of a pointer that is dragged. */
const STEP_MS = 16;
const STEPS_A_GESTURE = 40;
const WHEEL_STEP = 60;
const DRAG_STEP_PX = 8;

/** Ten seconds of what people do: in at a place, along, out again. */
export async function zoomAndPan(page: Page, frame: Frame): Promise<void> {
  const box = await frame.getByTestId('timeline-canvas').boundingBox();
  if (box === null) throw new Error('The timeline has no canvas.');
  const [x, y] = [box.x + box.width * 0.6, box.y + box.height * 0.4];
  const endMs = performance.now() + LASTS_MS;
  const mouse = page.mouse;
  await mouse.move(x, y);
  while (performance.now() < endMs) {
    await wheel(-WHEEL_STEP);
    await drag();
    await wheel(WHEEL_STEP);
  }

  async function wheel(by: number): Promise<void> {
    for (let step = 0; step < STEPS_A_GESTURE; step++) {
      await mouse.wheel(0, by);
      await sleep(STEP_MS);
    }
  }

  async function drag(): Promise<void> {
    await mouse.down();
    for (let step = 0; step < STEPS_A_GESTURE; step++) {
      await mouse.move(x - step * DRAG_STEP_PX, y);
      await sleep(STEP_MS);
    }
    await mouse.up();
    await mouse.move(x, y);
  }
}
