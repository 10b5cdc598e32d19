import { capitalised } from '../../src/base/capitalised';

/** Colours that themes can set, `exitscope.timelineGuest` and so on in package.json. */
export const colorIds = [
  'guest',
  'userspace',
  'haltPoll',
  'blocked',
  'waking',
  'preempted',
  'stalled',
  'unknown',
  'kernelIdle',
  'kernelMemory',
  'kernelInterrupt',
  'kernelMsr',
  'kernelException',
  'kernelOther',
  'strategyBlock',
  'strategyPoll',
  'strategyMwait',
  'strategySpin',
  'strategyOther',
  'wakeTimer',
  'wakeIpi',
  'wakeDevice',
  'wakeMemory',
  'wakeOther',
  'vcpu1',
  'vcpu2',
  'vcpu3',
  'vcpu4',
  'vcpu5',
  'vcpu6',
  'vcpu7',
  'vcpu8',
  'hostIdle',
  'hostOther',
  'pollWindow',
  'lost',
] as const;

export type ColorId = (typeof colorIds)[number];

/**
 * Name of a colour in package.json. It has one dot: of a second one VS Code does not make a dash in
 * the name of the variable that a page reads.
 */
export function contributedId(id: ColorId): string {
  return `exitscope.timeline${capitalised(id)}`;
}
