import assert from 'node:assert/strict';
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import type { ProfileJob } from '../../src/engine/node/jobs/Job';
import { TraceWorkers } from '../../src/extension/TraceWorkers';
import type { RunProfile, VcpuPair } from '../../src/protocol/compare';
import type { ComparedPair } from '../../src/protocol/comparePage';
import { builtWorker } from '../support/builtWorker';
import { fixture, runCli } from '../support/runCli';
import { scratchFolder } from '../support/scratchFolder';

const folder = scratchFolder('jobs');
const poll = fixture('vmx-hlt-ipi');
const pollFail = fixture('vmx-hlt-poll-fail');

describe('The threads of a comparison', () => {
  let workerFile: string;
  let workers: TraceWorkers;

  before(async function () {
    this.timeout(60_000);
    workerFile = await builtWorker(folder);
  });

  // A test is over before its last thread has ended.
  beforeEach(() => {
    workers = new TraceWorkers(workerFile);
  });

  afterEach(() => workers.dispose());

  function read(file: string): Promise<RunProfile> {
    return workers.run<'profile'>(jobOf(file)).result;
  }

  it('read both runs at the same time and end when they have', async () => {
    const threads = [poll, pollFail].map((file) => workers.run<'profile'>(jobOf(file)));
    assert.equal(workers.count, 2);

    const profiles = await Promise.all(threads.map(({ result }) => result));

    assert.ok(profiles.every(({ series }) => series.length > 0));
    await Promise.all(threads.map(({ ended }) => ended));
    assert.equal(workers.count, 0);
  });

  it('say what the command line says of the same recordings', async () => {
    const profiles = await Promise.all([poll, pollFail].map(read));

    const { result } = workers.run<'report'>({
      job: 'report',
      profiles,
      pairings: [],
      format: 'json',
    });

    const { status, stdout } = runCli('compare', poll, pollFail, '--json');
    assert.equal(status, 0);
    assert.equal(await result, stdout);
  }).timeout(30_000);

  it('spell the rows, and lay distributions over each other', async () => {
    const profiles = await Promise.all([poll, pollFail].map(read));

    const [pair] = await workers.run<'compare'>({ job: 'compare', profiles, pairings: [] }).result;

    const row = pair!.rows.find(({ id }) => id === 'exits.HLT.rate')!;
    assert.match(row.aText, /\/s$/);
    assert.match(row.intervalText, / to /);
    const [wakeups] = pair!.distributions;
    assert.equal(wakeups!.id, 'wakeup');
    assert.equal(wakeups!.a.shares.length, wakeups!.b.shares.length);
    const whole = wakeups!.a.shares.reduce((sum, share) => sum + share, 0);
    assert.ok(Math.abs(whole - 1) < 1e-9);
  });

  it('compare vCPUs as they are paired, and refuse those that there are none of', async () => {
    const profiles = await Promise.all([poll, poll].map(read));
    const [zero, one, nine] = [0, 1, 9].map((vcpu) => ({ vm: 0, vcpu }));
    const crossed = [
      { a: zero!, b: one! },
      { a: one!, b: zero! },
    ];
    const compared = (pairing: readonly VcpuPair[]): Promise<readonly ComparedPair[]> =>
      workers.run<'compare'>({ job: 'compare', profiles, pairings: [pairing] }).result;

    const [alike] = await compared([]);
    const [unlike] = await compared(crossed);

    assert.ok(alike!.rows.every(({ significant }) => !significant));
    assert.ok(unlike!.rows.some(({ significant, vcpu }) => significant && vcpu !== null));
    assert.deepEqual(unlike!.pairing, crossed);
    await assert.rejects(
      compared([{ a: zero!, b: nine! }]),
      /^Error: B \(.*\) has no vCPU 0\.9; it has 0\.0 and 0\.1\.$/,
    );
  }).timeout(30_000);

  it('say of a file that is no recording why it cannot be read', async () => {
    await assert.rejects(read(__filename), /TraceWorkers\.test\.ts: .+/);
  });

  it('end at once when nobody wants the comparison any more', async () => {
    const copy = path.join(folder, 'copy.trace.dat');
    copyFileSync(poll, copy);
    const thread = workers.run<'profile'>(jobOf(copy));

    thread.dispose();

    await assert.rejects(thread.result, /was ended/);
    await thread.ended;
    assert.equal(workers.count, 0);
  });
});

function jobOf(file: string): ProfileJob {
  return {
    job: 'profile',
    file,
    companions: [],
    tscKhz: undefined,
    namedTables: [],
    parameters: {},
    symbols: { files: [], slides: [] },
  };
}
