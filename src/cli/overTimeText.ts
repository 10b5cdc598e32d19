import type { TimeWords } from '../queries/findings/phrases';
import type { IdleOverTime, VcpuOverTime } from '../queries/idle/idleOverTime';
import type { CauseRow } from '../queries/idle/wakeSummary';
import { wrapped } from './wrapped';

type Cause = CauseRow['cause'];

/** From nothing to all of a slice. */
const HEIGHTS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const letters: Readonly<Record<Cause, string>> = {
  timer: 't',
  ipi: 'i',
  device: 'd',
  'pv-kick': 'k',
  nmi: 'n',
  smi: 's',
  'init-sipi': 'p',
  'apf-ready': 'a',
  'memory-write': 'w',
  signal: 'g',
  'host-request': 'h',
  spurious: 'x',
  unknown: '?',
};

/** Two strips a vCPU, a character a slice of time: how idle it was, and what ended most of its idle periods. */
export function overTimeText(overTime: IdleOverTime, slices: number, words: TimeWords): string {
  const { sliceNs, vcpus } = overTime;
  const shown = vcpus.filter(({ idle }) => idle.some((share) => share > 0));
  if (shown.length === 0) return '';
  const seen = new Set(shown.flatMap(({ wakes }) => [...wakes.keys()]));
  const causes = (Object.keys(letters) as Cause[]).filter((cause) => seen.has(cause));
  const legend = [
    `${slices} slices of ${words.duration(sliceNs)}; ▁ busy to █ idle, blank where nothing tells`,
    ...(shown.some(({ by }) => by === 'ticks') ? ['~ by the host’s ticks'] : []),
    ...(causes.length === 0
      ? []
      : [
          `below, what woke it most: ${causes.map((cause) => `${letters[cause]} ${cause}`).join(', ')}`,
        ]),
  ];
  return `${wrapped(`${legend.join('; ')}.`, '', '')}\n${shown.map(stripsText).join('')}`;
}

function stripsText({ vm, vcpu, by, idle, wakes }: VcpuOverTime): string {
  const name = `${vm}.${vcpu}${by === 'ticks' ? ' ~' : ''}`.padEnd(7);
  const heights = Array.from(idle, (share) =>
    Number.isNaN(share) ? ' ' : HEIGHTS[Math.round(share * (HEIGHTS.length - 1))]!,
  );
  const most = Array.from(idle, (_, slice) => mostFrequent(wakes, slice));
  const strip = `${name}${heights.join('').trimEnd()}\n`;
  return most.every((letter) => letter === ' ')
    ? strip
    : `${strip}${' '.repeat(name.length)}${most.join('').trimEnd()}\n`;
}

function mostFrequent(wakes: VcpuOverTime['wakes'], slice: number): string {
  let most = 0;
  let letter = ' ';
  for (const [cause, counts] of wakes) {
    if (counts[slice]! <= most) continue;
    most = counts[slice]!;
    letter = letters[cause];
  }
  return letter;
}
