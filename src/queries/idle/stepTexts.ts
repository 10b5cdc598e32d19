import type { WakeStep } from './wakeSteps';

/** What the steps of a wake are called. */
export const stepTexts: Readonly<Record<WakeStep['step'], string>> = {
  idle: 'the guest idles',
  origin: 'its source begins',
  cause: 'its cause',
  waking: 'the thread is woken',
  running: 'it gets a host CPU',
  entry: 'the guest runs',
};
