import type { ColumnsOfHeader } from '../../../src/base/tableColumns';

const ROWS = 400;
const HEADER = 'when;what;v;why;rip;note';

/** A table as a script of a user writes it, with everything that a row may hold. */
export function foreignTable(): Uint8Array {
  const rows = Array.from({ length: ROWS }, (_, row) => {
    const isExit = row % 2 === 0;
    const what = isExit ? 'kvm_exit' : 'kvm_entry';
    const note = row % 7 === 0 ? '"two\nlines; ""quoted"""' : `-${row}`;
    const rip = `0xffffffff${(0x81000000 + row).toString(16)}`;
    return `${row * 3},25;${what};${row % 3};${isExit ? 'HLT' : ''};${rip};${note}`;
  });
  return new TextEncoder().encode(`${[HEADER, ...rows].join('\r\n')}\r\n`);
}

/** Also where the damage is in the header, as long as a name of it is left. */
export const foreignColumns: ColumnsOfHeader = (header) =>
  header.includes('why')
    ? {
        time: { column: '#1', unit: 'us', isRelative: false },
        event: '#2',
        vcpu: '#3',
        reason: 'why',
      }
    : undefined;
