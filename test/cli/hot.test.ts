import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { runCli } from '../support/runCli';
import type { CliResult } from '../support/runCli';
import { symbolFixture } from '../support/symbols/openElf';

function recording(name: string): string {
  return path.join(__dirname, '../fixtures', `${name}.trace.dat`);
}

function schemaOf(command: string): (value: unknown) => string {
  const file = path.join(__dirname, `../../docs/${command}.schema.json`);
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
  const isValid = ajv.compile(JSON.parse(readFileSync(file, 'utf8')) as object);
  return (value) => (isValid(value) ? '' : JSON.stringify(isValid.errors));
}

interface HotAnswer {
  readonly over_time: { readonly from_ns: number; readonly bin_ns: number; readonly bins: number };
  readonly elsewhere: readonly unknown[];
  readonly lack: string | null;
  readonly images: readonly Readonly<Record<string, unknown>>[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

const linux = recording('linux/vmx-linux-hlt');
const kallsyms = symbolFixture('vmx-linux-hlt.kallsyms');
const map = symbolFixture('linux-6.1-cloud.System.map');
const otherMap = symbolFixture('linux-6.1-other.System.map');

describe('exitscope hot', function () {
  this.timeout(20_000); // Each test starts a process.

  const errorsOf = schemaOf('hot');
  const hot = (...args: readonly string[]): HotAnswer => {
    const { status, stdout, stderr } = runCli('hot', ...args, '--json');
    assert.equal(status, 0, stderr);
    const answer = JSON.parse(stdout) as HotAnswer;
    assert.equal(errorsOf(answer), '');
    return answer;
  };

  it('writes every place as JSON as the contract says', () => {
    const { images, rows } = hot(linux, '--symbols', map);
    const { path: file, kind, build_id, slide } = images[0]!;
    assert.deepEqual([file, kind, build_id, slide], [map, 'system-map', null, '0x1e600000']);
    const { vm, reason, rip, symbol, offset, module, file: source, line, count } = rows[0]!;
    assert.deepEqual(
      { vm, reason, rip, symbol, offset, module, file: source, line, count },
      {
        vm: 0,
        reason: 'HLT',
        rip: '0xffffffffa0017a0a',
        symbol: 'native_safe_halt',
        offset: 10,
        module: null,
        file: null,
        line: null,
        count: 600,
      },
    );
  });

  for (const by of ['reason', 'symbol', 'line']) {
    it(`adds up by ${by}, as documented`, () => {
      const rows = hot(linux, '--symbols', kallsyms, '--by', by).rows;
      const all = hot(linux).rows;
      const sum = (list: typeof rows): number =>
        list.reduce((total, { count }) => total + (count as number), 0);
      assert.ok(rows.length <= all.length);
      assert.equal(sum(rows), sum(all));
    });
  }

  it('tells which code stores into pages that forbid it, and whom that wakes', () => {
    const shared = recording('traces/vmx-page-true-sharing');
    const program = symbolFixture('lab-guest.elf');
    const { rows } = hot(shared, '--symbols', program, '--of', 'stores');
    const { symbol, reason, count, wakeups, vcpus } = rows[0]!;
    assert.deepEqual(
      { symbol, reason, count, wakeups, vcpus },
      {
        symbol: 'rip_store_mon',
        reason: 'sharing',
        count: 30,
        wakeups: 30,
        vcpus: [1],
      },
    );
  });

  it('tells where vCPUs idle', () => {
    const { rows } = hot(linux, '--symbols', kallsyms, '--of', 'idle', '--by', 'symbol');
    const [first] = rows;
    assert.deepEqual([first!['symbol'], first!['vcpus']], ['native_safe_halt', [0, 1]]);
    const { stdout } = runCli('report', linux, '--json');
    const report = JSON.parse(stdout) as {
      readonly idle_periods: readonly { readonly rip: string | null }[];
    };
    const count = rows.reduce((sum, row) => sum + (row['count'] as number), 0);
    assert.equal(count, report.idle_periods.filter(({ rip }) => rip !== null).length);
  });

  it('tells which code sends IPIs, and how they are spread over the trace', () => {
    const { rows, over_time } = hot(linux, '--symbols', kallsyms, '--of', 'ipis');
    const [{ symbol, offset, reason, count, wakeups, vcpus, over_time: counts } = {}] = rows;
    assert.deepEqual(
      { symbol, offset, reason, count, wakeups, vcpus },
      {
        symbol: 'native_write_msr',
        offset: 4,
        reason: 'MSR_WRITE',
        count: 326,
        wakeups: 306,
        vcpus: [0, 1],
      },
    );
    assert.equal(rows.length, 1);
    const bins = counts as readonly number[];
    assert.equal(bins.length, over_time.bins);
    assert.equal(
      bins.reduce((sum, of) => sum + of, 0),
      count,
    );
  });

  it('tells which code wakes others, and how many wakeups have no code', () => {
    const { rows, elsewhere } = hot(linux, '--symbols', kallsyms, '--of', 'wakes');
    assert.deepEqual(
      rows.map(({ symbol, reason, count }) => [symbol, reason, count]),
      [['native_write_msr', 'ipi', 306]],
    );
    assert.deepEqual(elsewhere, [
      { reason: 'timer', count: 295 },
      { reason: 'unknown', count: 1 },
    ]);
    const { stdout } = runCli('hot', linux, '--of', 'wakes');
    assert.match(
      stdout,
      /to have caused 296 further ends of idle periods: timer 295, unknown 1\.\n$/,
    );
  });

  it('says so where nothing of the kind was recorded', () => {
    const { stdout } = runCli('hot', recording('traces/vmx-minimal-hlt-timer'), '--of', 'stores');
    assert.match(stdout, /^No store was recorded into a page whose entry forbids it\.\n$/);
  });

  it('names no place wrongly by the map of another kernel, and says that it does not fit', () => {
    const { stdout, stderr } = runCli('hot', linux, '--symbols', otherMap);
    assert.match(
      stderr,
      /linux-6\.1-other\.System\.map: This is not the kernel that the guest ran/,
    );
    assert.match(stdout, /^\S+: system-map, not used\n/);
    assert.doesNotMatch(stdout, /native_/);
  });

  it("takes the guest's own symbols from its recording of the session, if it has any", () => {
    const [host, guest] = [recording('pairs/kvm.host'), recording('pairs/kvm.guest')];
    const { images } = hot(host, guest);
    assert.deepEqual(images, []);
  });

  it('shows a table with the images above it', () => {
    const { stdout } = runCli('hot', linux, '--symbols', kallsyms);
    assert.match(
      stdout,
      /vmx-linux-hlt\.kallsyms: kallsyms, slide 0x1e600000 \(100\.0 %\), from kallsyms; [\d.]+ of [\d.]+ instructions of exits fit\n\nVM {2}where/,
    );
    assert.match(stdout, /\n0 {3}native_safe_halt\+0xa +HLT +\? +0,1 +600 /);
  });

  for (const [what, args, message] of [
    ['a grouping it does not know', [linux, '--by', 'file'], /--by takes reason, symbol or line/],
    [
      'what it does not look at',
      [linux, '--of', 'all'],
      /--of takes exits, idle, stores, ipis or wakes/,
    ],
    ['a slide that is none', [linux, '--slide', '3000000'], /--slide takes 0x3000000, or/],
  ] as const) {
    it(`refuses ${what}`, () => {
      const { status, stderr } = runCli('hot', ...args);
      assert.equal(status, 2);
      assert.match(stderr, message);
    });
  }

  it('ends with 3 and one line where a file of symbols cannot be read', () => {
    for (const file of [linux, path.join(__dirname, 'absent.map')]) {
      const { status, stderr }: CliResult = runCli('hot', linux, '--symbols', file);
      assert.equal(status, 3);
      assert.match(stderr, /^exitscope: .* at byte 0x0: .*\n$/);
    }
  });
});

describe('exitscope resolve', function () {
  this.timeout(20_000); // Each test starts a process.

  const errorsOf = schemaOf('resolve');

  it('writes addresses in their order as JSON as the contract says', () => {
    const addresses = ['0xffffffffa0017a0a', 'ffffffff9f673914', '0x401bb8'];
    const { status, stdout } = runCli('resolve', '--symbols', kallsyms, ...addresses, '--json');
    assert.equal(status, 0);
    const answer = JSON.parse(stdout) as { readonly rows: readonly unknown[] };
    assert.equal(errorsOf(answer), '');
    const common = { module: null, size: null, image: kallsyms, frames: [] };
    assert.deepEqual(answer.rows, [
      { addr: '0xffffffffa0017a0a', symbol: 'native_safe_halt', offset: 10, ...common },
      { addr: '0xffffffff9f673914', symbol: 'native_write_msr', offset: 4, ...common },
      { addr: '0x401bb8', symbol: null, offset: null, ...common, image: null },
    ]);
  });

  it('moves a System.map as it is told to', () => {
    const args = ['--symbols', map, '--slide', '0x1e600000', '0xffffffffa0017a0a'];
    assert.equal(runCli('resolve', ...args).stdout, '0xffffffffa0017a0a  native_safe_halt+0xa\n');
  });

  for (const [what, args, message] of [
    ['no files of symbols', ['0x1000'], /--symbols names no file/],
    ['no address', ['--symbols', map], /No address was named/],
    ['what is no address', ['--symbols', map, 'main'], /"main" is no address: they are hex/],
  ] as const) {
    it(`refuses ${what}`, () => {
      const { status, stderr } = runCli('resolve', ...args);
      assert.equal(status, 2);
      assert.match(stderr, message);
    });
  }
});
