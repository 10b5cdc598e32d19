import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  disassemblyScheme,
  disassemblyUri,
  listedFunction,
} from '../../../src/extension/disassembly/disassemblyUri';
import { isRecording } from '../../../src/extension/viewTypes';

describe('the URI of a disassembly', () => {
  const listed = { trace: 'file:///t/a%20b.trace.dat?x&vm=9', vm: 3, start: '0xffffffff81000000' };

  it('gives back which function of which recording it names', () => {
    const { scheme, query } = disassemblyUri(listed, 'default_idle', 'a b.trace.dat');

    assert.equal(scheme, disassemblyScheme);
    assert.deepEqual(listedFunction(query), listed);
  });

  it('gives back any recording and start', () => {
    const names = fc.record(
      {
        trace: fc.string({ minLength: 1 }),
        vm: fc.nat({ max: 999_999 }),
        start: fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }).map((rip) => `0x${rip.toString(16)}`),
      },
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(names, fc.string(), (any, title) => {
        assert.deepEqual(listedFunction(disassemblyUri(any, title, 'x').query), any);
      }),
    );
  });

  it('gives back the function of the run that it is shown with', () => {
    const loadsNs = [416e6, 86.9e6 + 0.5] as const;
    const other = {
      trace: 'file:///t/b,c&trace=x.dat',
      vm: 1,
      start: '0xffffffff9a000000',
      loadsNs,
    };

    const { query } = disassemblyUri({ ...listed, other }, 'default_idle', 'a ↔ b');

    assert.deepEqual(listedFunction(query), { ...listed, other });
  });

  it('ends in what the tab is called', () => {
    assert.equal(
      disassemblyUri(listed, 'default_idle', 'a.trace.dat').path,
      '/exitscope-disassembly/default_idle (a.trace.dat)',
    );
  });

  it('never ends as recordings do, which have an editor of their own', () => {
    for (const name of [
      'trace.dat',
      'a.trace.dat',
      'trace.dat.1',
      'a.perf.data',
      'perf.data.old',
    ]) {
      const { path } = disassemblyUri(listed, 'idle', name);
      assert.ok(!isRecording(path.slice(path.lastIndexOf('/') + 1)), path);
    }
  });

  it('has a name of one segment and bounded length, whatever a symbol is called', () => {
    const { path } = disassemblyUri(listed, `a/b\\c\n${'d'.repeat(5000)}`, 'x/y');

    assert.match(path, /^\/exitscope-disassembly\/a_b_c_d+… \(x_y\)$/);
    assert.ok(path.length < 200);
  });

  it('that names no function is none', () => {
    for (const query of [
      '',
      'vm=0&start=0x0&trace=',
      'vm=-1&start=0x0&trace=a',
      'vm=0&start=1&trace=a',
    ]) {
      assert.equal(listedFunction(query), undefined, query);
    }
  });
});
