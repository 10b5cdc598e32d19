import type { LaneKind } from '../../src/protocol/timeline';
import { vcpuOfKey } from '../../src/protocol/laneKeys';
import { stateTitle } from '../panels/idle/stateStyles';
import { classStyles, otherStyle, type Fill } from '../charts/classStyles';
import type { ColorId } from './colorIds';
import type { PatternName } from './patterns';

/** How a category is drawn in any theme. */
export interface CategoryStyle {
  /** In words, for the legend: `Halt poll`. */
  readonly title: string;
  readonly color: ColorId;
  readonly pattern: PatternName;
  /** Where colours alone must not tell: in high contrast. */
  readonly contrastPattern: PatternName;
}

/** The same in the theme of now. */
export interface CategoryLook {
  readonly title: string;
  /** `#rrggbb`. */
  readonly color: string;
  readonly pattern: PatternName;
}

/** Colour, pattern, and pattern in high contrast where it is another one. */
type Rule = readonly [ColorId, PatternName, (PatternName | undefined)?];

const unknownRule: Rule = ['unknown', 'cross'];

const stateRules: Readonly<Record<string, Rule>> = {
  guest: ['guest', 'solid'],
  userspace: ['userspace', 'solid', 'lines'],
  halt_poll: ['haltPoll', 'hatch'],
  blocked: ['blocked', 'sparse'],
  waking: ['waking', 'backHatch'],
  preempted: ['preempted', 'solid', 'checks'],
  stalled: ['stalled', 'bars'],
  unknown: unknownRule,
  kernel: ['kernelOther', 'solid', 'pierced'],
};

const strategyRules: Readonly<Record<string, Rule>> = {
  'hlt-block': ['strategyBlock', 'solid'],
  'hlt-poll-hit': ['strategyPoll', 'solid', 'lines'],
  'hlt-poll-miss': ['strategyPoll', 'hatch'],
  'hlt-pending': ['strategyBlock', 'hatch', 'wideHatch'],
  'hlt-emulator': ['strategyBlock', 'dots'],
  'hlt-userspace': ['strategyBlock', 'bars'],
  'mwait-nop': ['strategyMwait', 'solid', 'checks'],
  'mwait-page-protect': ['strategyMwait', 'hatch', 'backHatch'],
  'pause-spin': ['strategySpin', 'solid', 'pierced'],
  'guest-haltpoll': ['strategyPoll', 'dots', 'grid'],
  'lock-halt': ['strategySpin', 'hatch', 'zigzag'],
  'async-pf': ['strategyOther', 'solid', 'thinBars'],
  'svm-idle-halt': ['strategyBlock', 'backHatch', 'wideBackHatch'],
  nested: ['strategyOther', 'hatch', 'plus'],
  'wait-for-sipi': ['strategyOther', 'dots', 'thinLines'],
  unknown: unknownRule,
};

/** Wakes are told apart by glyphs too: see glyphs.ts. */
const causeColors: Readonly<Record<string, ColorId>> = {
  timer: 'wakeTimer',
  ipi: 'wakeIpi',
  'pv-kick': 'wakeIpi',
  device: 'wakeDevice',
  'memory-write': 'wakeMemory',
};

const otherVcpuRule: Rule = ['hostOther', 'dots'];
const hostRules: Readonly<Record<string, Rule>> = {
  idle: ['hostIdle', 'sparse'],
  other: ['hostOther', 'solid', 'thinLines'],
  'other vCPU': otherVcpuRule,
  unknown: unknownRule,
};
const hostTitles: Readonly<Record<string, string>> = {
  idle: 'CPU idle',
  other: 'Other task',
  'other vCPU': 'Another vCPU',
  unknown: 'Unknown',
};

const contrastOfClass: Readonly<Record<string, PatternName>> = {
  idle: 'lines',
  mem: 'grid',
  apic: 'plus',
  msr: 'thinBars',
  error: 'checks',
  hypercall: 'zigzag',
};

const colorOfClass: Readonly<Record<string, ColorId>> = {
  idle: 'kernelIdle',
  spin: 'kernelIdle',
  mem: 'kernelMemory',
  mmio: 'kernelMemory',
  dirty: 'kernelMemory',
  'irq-host': 'kernelInterrupt',
  'irq-window': 'kernelInterrupt',
  apic: 'kernelInterrupt',
  msr: 'kernelMsr',
  timer: 'kernelMsr',
  pio: 'kernelMsr',
  exc: 'kernelException',
  error: 'kernelException',
};

const patternOfFill: Readonly<Record<Fill, PatternName>> = {
  solid: 'solid',
  hatched: 'hatch',
  dotted: 'dots',
};

const VCPU_COLORS = 8;
/** Small guests side by side have colours of their own. */
const VM_STEP = 4;
/** By how often the colours were used up. */
const vcpuPatterns: readonly PatternName[] = ['solid', 'hatch', 'dots', 'bars'];
/** In high contrast by the colour. */
const vcpuContrast: readonly PatternName[] = [
  'solid',
  'lines',
  'bars',
  'checks',
  'grid',
  'pierced',
  'hatch',
  'dots',
];

/** The look of a category of a lane, by its words in the protocol; one that nobody foresaw has a look too. */
export function categoryStyle(kind: LaneKind, category: string): CategoryStyle {
  switch (kind) {
    case 'state':
      return category.startsWith('kernel:')
        ? classStyle(category.slice('kernel:'.length), 'KVM')
        : styled(stateTitle(category), stateRules[category] ?? unknownRule);
    case 'exits':
      return classStyle(category.replace(/^kernel:/, ''), 'Exits');
    case 'strategy':
      return styled(category, strategyRules[category] ?? ['strategyOther', 'backHatch']);
    case 'wakes':
      return styled(category, [causeColors[category] ?? 'wakeOther', 'solid']);
    case 'window':
      return styled('Poll window', ['pollWindow', 'solid']);
    case 'cpu': {
      const rule = hostRules[category];
      if (rule !== undefined) return styled(hostTitles[category] ?? category, rule);
      return vcpuStyle(category, '');
    }
    case 'page': {
      const [access] = category.split(' ', 1);
      const vcpu = category.replace(/^\S+ /, '');
      return vcpuStyle(vcpu, access === 'store' ? 'Store by ' : 'Fault of ');
    }
  }
}

function classStyle(className: string, before: string): CategoryStyle {
  const style = classStyles.find((known) => known.className === className) ?? otherStyle;
  const pattern = patternOfFill[style.fill];
  return styled(`${before}: ${className}`, [
    colorOfClass[className] ?? 'kernelOther',
    pattern,
    contrastOfClass[className],
  ]);
}

/** `vm0/vcpu1`; of very many vCPUs, the last ones are one category. */
function vcpuStyle(word: string, before: string): CategoryStyle {
  const of = vcpuOfKey(word);
  if (of === undefined) return styled(`${before}another vCPU`, otherVcpuRule);
  const { vm, vcpu } = of;
  const place = vcpu + VM_STEP * vm;
  const color = `vcpu${(place % VCPU_COLORS) + 1}` as ColorId;
  const turn = Math.floor(place / VCPU_COLORS) % vcpuPatterns.length;
  const title = `${before}vCPU ${vcpu}${vm === 0 ? '' : ` of VM ${vm}`}`;
  return styled(title, [color, vcpuPatterns[turn]!, vcpuContrast[place % VCPU_COLORS]]);
}

function styled(title: string, [color, pattern, contrast]: Rule): CategoryStyle {
  return { title, color, pattern, contrastPattern: contrast ?? pattern };
}
