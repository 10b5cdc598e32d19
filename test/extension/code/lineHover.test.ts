import assert from 'node:assert/strict';
import { lineHover } from '../../../src/extension/code/lineHover';
import { codeLine, tally, untimed } from './madeCode';

const of = {
  document: 'file:///ws/idle.trace.dat',
  vms: 1,
  unit: 'ns',
  share: 0.42,
  warning: '',
  hint: '',
} as const;

describe('The hover of a line with exits', () => {
  it('has a table by reason', () => {
    const exits = [tally('HLT', 2, 3000), untimed('IO_A', 1)];
    const text = lineHover([codeLine({ exits })], of).replaceAll('&emsp;', '');

    assert.deepEqual(
      text.split('\n').filter((line) => line.startsWith('|')),
      [
        '| Reason | Exits | Total | p50 | Max |',
        '| --- | --: | --: | --: | --: |',
        '| HLT | 2 | 3.00 µs | 1.50 µs | 3.00 µs |',
        '| IO\\_A | 1 | – | – | – |',
      ],
    );
  });

  it('says where and how much', () => {
    const text = lineHover([codeLine({ vcpus: [0, 2] })], of).replaceAll('\\', '');

    assert.match(text, /in rip_hlt · vCPUs 0, 2 · at 0x10000a · 42\.0 % of the time/);
  });

  it('leads to the exits of its instructions, their code and the hot code', () => {
    const [timeline, disassembly, hot] = links(
      lineHover([codeLine({ vm: 1, rips: ['0x10', '0x20'] })], { ...of, vms: 2 }),
    );

    const { document } = of;
    assert.deepEqual(timeline, [
      'exitscope.showExitsOfFunction',
      { document, filter: 'kvm_exit guest_rip=0x10,0x20 vm=1' },
    ]);
    assert.deepEqual(disassembly, [
      'exitscope.goToGuestCode',
      { document, vm: 1, rip: '0x10', as: 'disassembly' },
    ]);
    assert.deepEqual(hot, ['exitscope.showHotCode', { document, search: 'rip_hlt' }]);
  });

  it('shows names as text, never as markup', () => {
    const text = lineHover([codeLine({ function: '[x](command:a)' })], of);

    assert.ok(!text.includes('[x](command:a)'));
    assert.ok(!lineHover([codeLine({ function: 'a)\n[x](command:b) ' })], of).includes('[x]('));
  });

  it('has a table for each VM, and the warning once', () => {
    const text = lineHover([codeLine({}), codeLine({ vm: 1 })], {
      ...of,
      vms: 2,
      warning: 'Lines may have moved.',
    });

    assert.equal(text.match(/\| Reason/g)!.length, 2);
    assert.equal(text.match(/Lines may have moved/g)!.length, 1);
  });

  it('ends with what may speak against its lines, where no warning does', () => {
    const hinted = { ...of, hint: 'It was written to.' };

    assert.match(lineHover([codeLine({})], hinted), /\n\nIt was written to\\\.$/);
    const warned = lineHover([codeLine({})], { ...hinted, warning: 'Lines may have moved.' });
    assert.doesNotMatch(warned, /It was written to/);
  });
});

function links(markdown: string): readonly unknown[] {
  return [...markdown.matchAll(/\]\(command:([\w.]+)\?([^)]+)\)/g)].map(([, command, args]) => [
    command,
    (JSON.parse(decodeURIComponent(args!)) as unknown[])[0],
  ]);
}
