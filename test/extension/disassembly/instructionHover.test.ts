import assert from 'node:assert/strict';
import { exitTable } from '../../../src/extension/code/exitTable';
import { instructionHover } from '../../../src/extension/disassembly/instructionHover';
import { untimed } from '../code/madeCode';
import { cannedListing, cannedListingOfBoth, hlt } from './cannedListing';

describe('the hover of an instruction', () => {
  const listing = cannedListing();
  const { lines } = listing.disassembly;

  it('has a row for each reason, its share, and whether it exits by itself', () => {
    assert.deepEqual(instructionHover(listing, lines[9]!), [
      exitTable([hlt], 'ns'),
      '90\\.0 \\% of the function’s time in exits.',
      'It can leave the guest by itself, where the hypervisor asks for it.',
    ]);
  });

  it('says of exits at another instruction that something else caused them', () => {
    const paragraphs = instructionHover(listing, lines[4]!);

    assert.match(paragraphs.join('\n'), /EXTERNAL\\_INTERRUPT \| &emsp;2 \| &emsp;1\.00 ms /);
    assert.match(paragraphs.at(-1)!, /does not leave the guest by itself/);
  });

  it('tells no time and no share where no end of an exit is recorded', () => {
    const [table, ...others] = instructionHover(listing, {
      ...lines[9]!,
      exits: [untimed('HLT', 3)],
    });

    assert.match(table!, /\| HLT \| &emsp;3 \| &emsp;– \| &emsp;– \| &emsp;– \|$/);
    assert.equal(others.length, 1);
  });

  it('has the exits of both runs, where two are shown', () => {
    const both = cannedListingOfBoth();

    const [table] = instructionHover(both, both.disassembly.lines[9]!);

    assert.match(
      table!.replaceAll('&emsp;', ''),
      /\| HLT \| 1,234 \| 9\.00 ms \| 5\.00 µs \| 617 \| 3\.00 ms \| 5\.00 µs \| \+1,234\/s \|\n\nA: a\\\.trace\\\.dat, 1\.00 s of load; B: /,
    );
  });

  it('tells exits inside of the instruction from those at it', () => {
    const [, inside] = instructionHover(listing, { ...lines[9]!, insideCount: 2 });

    assert.equal(
      inside,
      '2 exits were inside of its bytes, where the guest ran other code than this.',
    );
  });

  it('says what a call leads to', () => {
    assert.deepEqual(instructionHover(listing, lines[12]!), [
      'Calls schedule, `0xffffffff81000100`.',
    ]);
  });

  it('shows what a recording holds as text, never as markup', () => {
    const odd = { ...lines[9]!, exits: [{ ...hlt, reason: '[x](command:a)|' }] };

    assert.match(instructionHover(listing, odd)[0]!, /\\\[x\\\]\\\(command\\:a\\\)\\\|/);
  });

  it('is empty where nothing is to be said', () => {
    assert.deepEqual(instructionHover(listing, lines[13]!), []);
  });
});
