import assert from 'node:assert/strict';
import { categoryStyle, type CategoryStyle } from '../../../webview/timeline/categoryLooks';
import { colorIds, contributedId } from '../../../webview/timeline/colorIds';
import type { Rgb } from '../../../webview/timeline/rgb';
import { contributedColors, testPalette, themeKinds } from './testPalette';

const LEAST_DIFFERENCE = 12;

/**
 * What people see who lack a cone: linear RGB to linear RGB, severity 1 of Machado, Oliveira and
 * Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009).
 */
const sights: Readonly<Record<string, readonly (readonly number[])[]>> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const states = [
  ...['guest', 'userspace', 'halt_poll', 'blocked', 'waking', 'preempted', 'stalled', 'unknown'],
  ...['idle', 'spin', 'mem', 'mmio', 'dirty', 'irq-host', 'irq-window', 'apic', 'msr', 'timer'].map(
    (name) => `kernel:${name}`,
  ),
  ...['pio', 'exc', 'error', 'cpuid', 'hypercall'].map((name) => `kernel:${name}`),
];
const strategies = [
  ...['hlt-block', 'hlt-poll-hit', 'hlt-poll-miss', 'hlt-pending', 'hlt-emulator'],
  ...['hlt-userspace', 'mwait-nop', 'mwait-page-protect', 'pause-spin', 'guest-haltpoll'],
  ...['lock-halt', 'async-pf', 'svm-idle-halt', 'nested', 'wait-for-sipi', 'unknown'],
];
const runners = [
  ...['idle', 'other', 'unknown'],
  ...Array.from({ length: 8 }, (_, vcpu) => `vm0/vcpu${vcpu}`),
];

describe('The look of a category', () => {
  it('is not that of vCPU 0 where several vCPUs share it', () => {
    for (const [kind, category, title] of [
      ['page', 'store other vCPU', 'Store by another vCPU'],
      ['page', 'access other vCPU', 'Fault of another vCPU'],
      ['cpu', 'other vCPU', 'Another vCPU'],
    ] as const) {
      const style = categoryStyle(kind, category);
      assert.deepEqual([style.title, style.color], [title, 'hostOther']);
    }
  });
});

describe('The colours of the timeline', () => {
  for (const theme of themeKinds) {
    it(`tell what stands side by side apart in ${theme}, for those who see fewer colours too`, () => {
      const { colors } = testPalette(theme);
      for (const styles of [
        states.map((state) => categoryStyle('state', state)),
        strategies.map((strategy) => categoryStyle('strategy', strategy)),
        runners.map((runner) => categoryStyle('cpu', runner)),
      ]) {
        forEachPair(styles, (one, other) => {
          const pattern = (style: CategoryStyle): string =>
            colors.isHighContrast ? style.contrastPattern : style.pattern;
          if (pattern(one) !== pattern(other)) return;
          for (const [sight, matrix] of Object.entries(sights)) {
            const apart = difference(colors.byId[one.color], colors.byId[other.color], matrix);
            const what = `${one.title} and ${other.title}, ${sight}: ${apart.toFixed(1)}`;
            assert.ok(apart >= LEAST_DIFFERENCE, what);
          }
        });
      }
    });

    it(`stand out from the background in ${theme}`, () => {
      const { byId, background } = testPalette(theme).colors;
      for (const id of colorIds) {
        assert.ok(
          contrast(byId[id], background) >= 2.9,
          `${id}: ${contrast(byId[id], background)}`,
        );
      }
    });
  }

  it('are told apart by patterns in high contrast, whatever their colours', () => {
    const shown = states.filter((state) => !state.startsWith('kernel:'));
    const patterns = shown.map((state) => categoryStyle('state', state).contrastPattern);

    assert.equal(new Set(patterns).size, shown.length);
  });

  it('can be set by a theme, each of them and no other', () => {
    assert.deepEqual(
      contributedColors.map(({ id }) => id).filter((id) => id.startsWith('exitscope.timeline')),
      colorIds.map(contributedId),
    );
  });
});

function forEachPair<T>(values: readonly T[], check: (one: T, other: T) => void): void {
  values.forEach((one, at) => {
    for (const other of values.slice(at + 1)) check(one, other);
  });
}

/** CIE 1976 distance, as seen through a matrix. */
function difference(one: Rgb, other: Rgb, matrix: readonly (readonly number[])[]): number {
  const [left, right] = [labOf(seen(one, matrix)), labOf(seen(other, matrix))];
  return Math.hypot(...left.map((value, axis) => value - right[axis]!));
}

function seen(
  { red, green, blue }: Rgb,
  matrix: readonly (readonly number[])[],
): readonly number[] {
  const linear = [red, green, blue].map(linearOf);
  return matrix.map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, share, axis) => sum + share * linear[axis]!, 0),
      ),
    ),
  );
}

function labOf([red = 0, green = 0, blue = 0]: readonly number[]): readonly number[] {
  const x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047;
  const y = 0.2126729 * red + 0.7151522 * green + 0.072175 * blue;
  const z = (0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883;
  const bent = (value: number): number =>
    value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116;
  return [116 * bent(y) - 16, 500 * (bent(x) - bent(y)), 200 * (bent(y) - bent(z))];
}

function contrast(one: Rgb, other: Rgb): number {
  const [low, high] = [one, other]
    .map(({ red, green, blue }) => {
      const [r = 0, g = 0, b = 0] = [red, green, blue].map(linearOf);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    })
    .toSorted((left, right) => left - right);
  return (high! + 0.05) / (low! + 0.05);
}

function linearOf(byte: number): number {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
