import assert from 'node:assert/strict';
import { functionLenses } from '../../../src/extension/code/functionLenses';
import { codeFunction, tally, untimed } from './madeCode';

const of = {
  document: 'file:///ws/idle.trace.dat',
  recording: 'idle.trace.dat',
  vms: 1,
  unit: 'ns',
  warning: '',
  hint: '',
} as const;

describe('Lenses of a function', () => {
  const called = codeFunction({
    exits: [tally('HLT', 12_000, 1.2e9), tally('EXTERNAL_INTERRUPT', 345, 2.5e7)],
  });

  it('say how many exits, how long, and why most of the time', () => {
    const [exits, ...others] = functionLenses(called, false, of);

    assert.equal(exits!.title, '12,345 exits · 1.23 s · HLT 98.0 % — show in timeline');
    assert.deepEqual(
      others.map(({ title }) => title),
      ['disassembly', 'hot code'],
    );
  });

  it('lead to the exits from its first byte to its last', () => {
    const lenses = functionLenses(called, false, of);

    assert.deepEqual(lenses[0]!.argument, {
      document: of.document,
      filter: 'kvm_exit guest_rip>=0x100009 guest_rip<0x10000d',
    });
    assert.deepEqual(lenses[1]!.argument, {
      document: of.document,
      vm: 0,
      rip: '0x100009',
      as: 'disassembly',
    });
    assert.deepEqual(lenses[2]!.argument, { document: of.document, search: 'idle_hlt' });
  });

  it('name the VM where there are several', () => {
    const [exits] = functionLenses({ ...called, vm: 1 }, true, { ...of, vms: 2 });

    assert.match(exits!.title, /^VM 1 idle_hlt · 12,345 exits/);
    assert.deepEqual(exits!.argument, {
      document: of.document,
      filter: 'kvm_exit guest_rip>=0x100009 guest_rip<0x10000d vm=1',
    });
  });

  it('tell no time where no end of an exit is recorded', () => {
    const [exits] = functionLenses(
      codeFunction({ exits: [untimed('HLT', 3), untimed('CPUID', 1)] }),
      false,
      of,
    );

    assert.equal(exits!.title, '4 exits · HLT 75.0 % — show in timeline');
  });

  it('name the reason alone where there is only one', () => {
    const [exits] = functionLenses(codeFunction({}), false, of);

    assert.equal(exits!.title, '3,210 exits · 400 ms · all HLT — show in timeline');
  });

  it('warn of lines that may have moved', () => {
    const [exits] = functionLenses(called, false, { ...of, warning: 'Lines may have moved: why.' });

    assert.match(exits!.title, /\(lines may have moved\) — show in timeline$/);
    assert.match(exits!.tooltip, /Lines may have moved: why\.$/);
  });

  it('hint at a file that was written to since, in their tooltip alone', () => {
    const [exits] = functionLenses(called, false, { ...of, hint: 'It was written to.' });

    assert.doesNotMatch(exits!.title, /moved/);
    assert.match(exits!.tooltip, /It was written to\.$/);
  });
});
