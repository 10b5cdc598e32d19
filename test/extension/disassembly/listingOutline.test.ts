import assert from 'node:assert/strict';
import { listingOutline } from '../../../src/extension/disassembly/listingOutline';
import type { OutlineEntry } from '../../../src/extension/disassembly/listingOutline';
import { untimed } from '../code/madeCode';
import { cannedListing, hlt, line, listingOf } from './cannedListing';

function written({ kind, name, detail, start, end, children }: OutlineEntry, depth = 0): string[] {
  const own = `${'  '.repeat(depth)}${kind} ${name} [${detail}] ${start}-${end}`;
  return [own, ...children.flatMap((child) => written(child, depth + 1))];
}

describe('the outline of a disassembly', () => {
  it('has source lines, what is inlined there, and the instructions that exit', () => {
    assert.deepEqual(written(listingOutline(cannedListing())), [
      'function default_idle [1,236 exits, 10.0 ms] 2-13',
      '  line process.c:711 [default_idle] 3-4',
      '    exit nop [2 exits, 1.00 ms] 4-4',
      '  inlined irqflags.h:51 [native_safe_halt] 6-9',
      '    exit hlt [1,234 exits, 9.00 ms] 9-9',
      '  line process.c:711 [default_idle] 11-13',
    ]);
  });

  it('has the instructions alone where no source line is known', () => {
    const listing = listingOf([line('0000000000000010  f4  hlt', { exits: [hlt] })]);

    assert.deepEqual(written(listingOutline(listing)), [
      'function default_idle [1,234 exits, 9.00 ms] 0-0',
      '  exit hlt [1,234 exits, 9.00 ms] 0-0',
    ]);
  });

  it('tells no time where no end of an exit is recorded', () => {
    const exits = [untimed('HLT', 3)];
    const listing = listingOf([line('0000000000000010  f4  hlt', { exits })]);

    assert.equal(listingOutline(listing).detail, '3 exits');
  });
});
