/** Work that pauses after each piece of some ms, so that whoever does it can do something else. */
export type Steps<T> = Generator<undefined, T>;

/** Does all pieces, one behind the other. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same, but waits for what `pause` returns after each. */
export async function inSteps<T>(steps: Steps<T>, pause: () => Promise<void>): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await pause();
  }
}

/** Where nobody waits for the thread. */
export async function noPause(): Promise<void> {}
