import type { CodeFrame, DisassemblyLine, PlaceTally } from '../../../src/protocol/code';
import type { Listing } from '../../../src/extension/disassembly/Listing';

export const idle: CodeFrame = {
  function: 'default_idle',
  file: '/build/kernel/process.c',
  line: 711,
  column: null,
};

export const halt: CodeFrame = {
  function: 'native_safe_halt',
  file: '/build/include/irqflags.h',
  line: 51,
  column: null,
};

export const hlt: PlaceTally = {
  reason: 'HLT',
  count: 1234,
  totalNs: 9_000_000,
  p50Ns: 5_000,
  maxNs: 2_500_000,
};

const interrupt: PlaceTally = {
  reason: 'EXTERNAL_INTERRUPT',
  count: 2,
  totalNs: 1_000_000,
  p50Ns: 400_000,
  maxNs: 600_000,
};

/** `text` of each line, and what it is, as the worker answers. */
export function line(
  text: string,
  shown: Partial<DisassemblyLine> = {},
): [string, DisassemblyLine] {
  const bare: DisassemblyLine = {
    ...{ kind: 'instruction', rip: null, place: null, target: null, mayExit: false },
    ...{ frames: [], exits: [], insideCount: 0 },
  };
  return [text, { ...bare, ...shown }];
}

export function listingOf(shown: readonly [string, DisassemblyLine][]): Listing {
  return {
    listed: { trace: 'file:///t/a.trace.dat', vm: 0, start: '0xffffffff81000000' },
    unit: 'ns',
    disassembly: {
      vm: 0,
      title: 'default_idle',
      start: '0xffffffff81000000',
      from: 'image',
      text: shown.map(([text]) => `${text}\n`).join(''),
      lines: shown.map(([, described]) => described),
      unlisted: [],
    },
  };
}

/** The same listing with exits of another run at its `hlt`, which was a quarter as long. */
export function cannedListingOfBoth(): Listing {
  const listing = cannedListing();
  const exits = listing.disassembly.lines.map(({ mayExit }) =>
    mayExit ? [{ ...hlt, count: 617, totalNs: 3_000_000 }] : [],
  );
  const names = ['a.trace.dat', 'b.trace.dat'] as const;
  const loadsNs = [1e9, 250e6] as const;
  return {
    ...listing,
    other: { names, loadsNs, exits, unlisted: [], unit: 'ns', whyNot: undefined },
  };
}

/** What `test/symbols/disassembly/disassemblyText.test.ts` has the core write, with exits. */
export function cannedListing(): Listing {
  const start = 'ffffffff8100000';
  const inlined = { kind: 'source', frames: [halt, idle] } as const;
  const own = { kind: 'source', frames: [idle] } as const;
  return listingOf([
    line('; default_idle, 9 bytes', { kind: 'head' }),
    line('; vmlinux', { kind: 'head' }),
    line('', own),
    line('; /build/kernel/process.c:711 default_idle', own),
    line(`${start}0  90                    nop`, { rip: `0x${start}0`, exits: [interrupt] }),
    line('', inlined),
    line(
      '; /build/include/irqflags.h:51 native_safe_halt, inlined at /build/kernel/process.c:711 default_idle',
      inlined,
    ),
    line(';   asm("sti; hlt");', inlined),
    line(`${start}1  fb                    sti`, { rip: `0x${start}1` }),
    line(`${start}2  f4                    hlt`, {
      rip: `0x${start}2`,
      place: 'default_idle+0x2',
      mayExit: true,
      exits: [hlt],
    }),
    line('', own),
    line('; /build/kernel/process.c:711 default_idle', own),
    line(`${start}3  e8 f8 00 00 00        call 0xffffffff81000100  ; → schedule`, {
      rip: `0x${start}3`,
      target: { kind: 'call', rip: '0xffffffff81000100', symbol: 'schedule' },
    }),
    line(`${start}8  c3                    ret`, { rip: `0x${start}8` }),
  ]);
}
