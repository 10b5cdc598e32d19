import assert from 'node:assert/strict';
import { parseArguments } from '../../src/cli/arguments';
import type { OptionName } from '../../src/cli/arguments';
import { CommandError } from '../../src/cli/CommandError';

const everything: readonly OptionName[] = [
  'json',
  'debug',
  'event',
  'vcpu',
  'cpu',
  'from',
  'to',
  'limit',
  'format',
  'tsc-khz',
  'guest',
  'shift',
  'slowest',
];

function refusal(...args: readonly string[]): string {
  try {
    parseArguments(args, everything);
  } catch (error) {
    assert.ok(error instanceof CommandError);
    assert.equal(error.status, 2);
    return error.message;
  }
  throw new Error('it was taken');
}

describe('parseArguments', () => {
  it('refuses a time that ends before it begins, and takes one that is a moment', () => {
    assert.match(refusal('a.dat', '--from', '5', '--to', '1'), /^--from 5 is after --to 1\./);
    const { fromNs, toNs } = parseArguments(['a.dat', '--from', '5', '--to', '5'], everything);
    assert.deepEqual([fromNs, toNs], [5, 5]);
  });

  it('restricts nothing unless told to', () => {
    assert.deepEqual(parseArguments(['a.dat'], everything), {
      files: [{ path: 'a.dat', shift: undefined, isGuest: false }],
      json: false,
      debug: false,
      events: [],
      ignoredEvents: [],
      vcpu: undefined,
      cpu: undefined,
      fromNs: undefined,
      toNs: undefined,
      limit: Infinity,
      slowest: 20,
      parameters: undefined,
      page: undefined,
      faults: false,
      format: 'text',
      document: undefined,
      thresholds: [],
      countsUnproven: false,
      moreOfA: [],
      moreOfB: [],
      pairs: [],
      tscKhz: undefined,
      tableColumns: undefined,
      operands: ['a.dat'],
      symbols: [],
      slide: undefined,
      by: 'instruction',
      of: 'exits',
    });
  });

  it('takes options before and behind the file, with a blank or an equals sign', () => {
    const args = ['--event', 'kvm_exit', 'a.dat', '--event=kvm_entry', '--limit=3', '--vcpu', '0'];
    const { files, events, limit, vcpu } = parseArguments(args, everything);
    assert.deepEqual(
      [files[0]?.path, events, limit, vcpu],
      ['a.dat', ['kvm_exit', 'kvm_entry'], 3, 0],
    );
  });

  it('takes parameters by their names, and refuses others', () => {
    const args = ['a.dat', '--parameter', 'edge_k=7', '--parameter=nop_gap=9'];
    const { parameters } = parseArguments(args, [...everything, 'parameter']);
    assert.deepEqual([parameters?.edge_k, parameters?.nop_gap, parameters?.n_halts], [7, 9, 50]);
    for (const wrong of ['edge=7', 'edge_k', 'edge_k=-1', 'edge_k=1.5']) {
      assert.throws(
        () => parseArguments(['a.dat', `--parameter=${wrong}`], [...everything, 'parameter']),
        /takes NAME=N with a whole number, not ".*"\. Names: clock_slack, edge_k, /,
      );
    }
  });

  it('takes what follows -- for the file, whatever it looks like', () => {
    assert.equal(parseArguments(['--', '--json'], everything).files[0]?.path, '--json');
  });

  it('wants a file', () => {
    assert.equal(refusal(), 'No file was named. See exitscope --help.');
  });

  it('wants whole numbers that are not negative', () => {
    for (const text of ['-1', '1.5', '1e9', '0x10', '', '9'.repeat(16)]) {
      assert.match(
        refusal('a', `--from=${text}`),
        /^--from takes a whole number of 0 or more, not "/,
      );
    }
  });

  it('wants a frequency above 0', () => {
    assert.match(refusal('a', '--tsc-khz', '0'), /^--tsc-khz takes a number above 0\./);
  });

  it('wants some wakeups to show', () => {
    assert.match(refusal('a', '--slowest', '0'), /^--slowest takes a number above 0\./);
  });

  it('says of an option without its value what it needs', () => {
    assert.equal(refusal('a', '--slowest'), '--slowest needs a value. See exitscope --help.');
    assert.match(refusal('a', '--slowest', '-1'), /^--slowest takes a whole number .* not "-1"\./);
  });

  it('takes a value that begins with a dash', () => {
    for (const args of [['--slide', '-0x200000'], ['--slide=-0x200000']]) {
      assert.equal(parseArguments(['a', ...args], ['slide']).slide, -0x20_0000);
    }
  });

  it('takes a slide as hex alone', () => {
    for (const text of ['3000000', '0x', '-2097152']) {
      assert.throws(
        () => parseArguments(['a', '--slide', text], ['slide']),
        /--slide takes 0x3000000/,
      );
    }
  });

  it('wants a format it can write', () => {
    assert.match(refusal('a', '--format', 'xml'), /^--format takes text, csv or json, not "xml"\./);
  });

  it('names the option it does not know', () => {
    assert.match(refusal('a', '--colour'), /--colour/);
  });

  it('names the option that another command takes', () => {
    assert.throws(
      () => parseArguments(['a', '--vcpu', '1'], ['json']),
      /^CommandError: --vcpu does not go with this command\./,
    );
  });

  it('takes the formats of documents where a command has them', () => {
    const { format, document } = parseArguments(
      ['a.dat', '--format', 'html'],
      everything,
      'files',
      ['text', 'html'],
    );
    assert.deepEqual([format, document], ['text', 'html']);
    assert.match(
      refusal('a.dat', '--format', 'html'),
      /--format takes text, csv or json, not "html"/,
    );
  });

  it('refuses pairs that give a vCPU two partners, and takes one that is said twice', () => {
    const pairsOf = (...pairs: readonly string[]): unknown =>
      parseArguments(['a.dat', ...pairs.flatMap((pair) => ['--pair', pair])], ['pair']).pairs;
    assert.throws(
      () => pairsOf('0.0=0.1', '0.0=0.0'),
      /^CommandError: --pair: vCPU 0\.0 of A has two partners in B, 0\.1 and 0\.0\./,
    );
    assert.throws(
      () => pairsOf('0.0=0.1', '0.1=0.1'),
      /vCPU 0\.1 of B has two partners in A, 0\.0 and 0\.1/,
    );
    assert.deepEqual(
      pairsOf('0.00=0.1', '0.0=0.1'),
      Array(2).fill({ a: { vm: 0, vcpu: 0 }, b: { vm: 0, vcpu: 1 } }),
    );
  });

  it('takes pairs of vCPUs by VM and number', () => {
    const { pairs } = parseArguments(['a.dat', '--pair', '0.1=1.0'], ['pair']);
    assert.deepEqual(pairs, [{ a: { vm: 0, vcpu: 1 }, b: { vm: 1, vcpu: 0 } }]);
    assert.throws(() => parseArguments(['a.dat', '--pair', '1=0'], ['pair']), /VM\.VCPU=VM\.VCPU/);
  });
});
