import type { CodeFunction, CodeLine, PlaceTally } from '../../../src/protocol/code';

export function tally(reason: string, count: number, totalNs: number): PlaceTally {
  return { reason, count, totalNs, p50Ns: totalNs / count, maxNs: totalNs };
}

/** A tally of exits whose ends are not recorded. */
export function untimed(reason: string, count: number): PlaceTally {
  return { reason, count, totalNs: 0, p50Ns: null, maxNs: null };
}

export function codeLine(members: Partial<CodeLine>): CodeLine {
  const exits = members.exits ?? [tally('HLT', 3210, 4e8)];
  return {
    vm: 0,
    file: '/src/idlelab/guest/guest.S',
    line: 14,
    function: 'rip_hlt',
    rips: ['0x10000a'],
    vcpus: [0],
    ...sums(exits),
    ...members,
    exits,
  };
}

export function codeFunction(members: Partial<CodeFunction>): CodeFunction {
  const exits = members.exits ?? [tally('HLT', 3210, 4e8)];
  return {
    vm: 0,
    name: 'idle_hlt',
    module: null,
    file: '/src/idlelab/guest/guest.S',
    line: 13,
    start: '0x100009',
    end: '0x10000d',
    vcpus: [0],
    ...sums(exits),
    ...members,
    exits,
  };
}

function sums(exits: readonly PlaceTally[]): { readonly count: number; readonly totalNs: number } {
  return {
    count: exits.reduce((sum, { count }) => sum + count, 0),
    totalNs: exits.reduce((sum, { totalNs }) => sum + totalNs, 0),
  };
}
