import assert from 'node:assert/strict';
import { Comparison } from '../../../src/extension/compare/Comparison';
import type { ComparedFile } from '../../../src/extension/compare/Comparison';
import type { ProfileJob } from '../../../src/engine/node/jobs/Job';
import type { RunVcpu } from '../../../src/protocol/compare';
import type { ComparePageNotice } from '../../../src/protocol/comparePage';

interface Started {
  job: {
    readonly job: string;
    readonly file?: string;
    readonly profiles?: unknown;
    readonly pairings?: unknown;
    readonly repeats?: unknown;
  };
  readonly done: (result: unknown) => void;
  readonly failed: (message: string) => void;
  readonly progress: (doneBytes: number, totalBytes: number) => void;
  isDisposed: boolean;
}

describe('Comparison', () => {
  it('reads all runs at the same time, then compares them with the first', async () => {
    const { comparison, started } = await begun(['a', 'b', 'c']);
    assert.deepEqual(
      started.map(({ job }) => job.file),
      ['a', 'b', 'c'],
    );

    for (const { done, job } of started.slice()) done(`profile of ${job.file!}`);
    await settled();
    started.at(-1)!.done(['b against a', 'c against a']);
    await settled();

    assert.deepEqual(started.at(-1)!.job.profiles, ['a', 'b', 'c'].map(profileOf));
    assert.deepEqual(comparison.state.pairs, ['b against a', 'c against a']);
  });

  it('begins the thread that compares while the last run is read', async () => {
    const { started } = await begun(['a', 'b']);

    started[0]!.done(profileOf('a'));
    await settled();
    assert.equal(started.length, 3);
    assert.equal(started[2]!.job.job, 'coming');

    started[1]!.done(profileOf('b'));
    await settled();
    assert.equal(started.length, 3);
    assert.deepEqual(started[2]!.job.profiles, ['a', 'b'].map(profileOf));
  });

  it('ends that thread where there is nothing to compare in the end, or the tab is closed', async () => {
    const [failing, closed] = [await begun(['a', 'b']), await begun(['a', 'b'])];
    for (const { started } of [failing, closed]) started[0]!.done(profileOf('a'));
    await settled();

    failing.started[1]!.failed('b: no recording.');
    closed.comparison.dispose();
    await settled();

    assert.ok(failing.started[2]!.isDisposed);
    assert.ok(closed.started[2]!.isDisposed);
  });

  it('tells how far each run is read', async () => {
    const { comparison, started, notices } = await begun(['a', 'b']);

    started[1]!.progress(3, 10);

    assert.deepEqual(comparison.state.runs[1]!.load, {
      kind: 'reading',
      doneBytes: 3,
      totalBytes: 10,
    });
    assert.equal(notices.at(-1)?.notice, 'runs');
  });

  it('compares the others where one cannot be read', async () => {
    const { comparison, started } = await begun(['a', 'b', 'c']);

    started[0]!.done(profileOf('a'));
    started[2]!.done(profileOf('c'));
    started[1]!.failed('b: no recording.');
    await settled();
    started.at(-1)!.done(['c against a']);
    await settled();

    assert.deepEqual(comparison.state.pairs, [null, 'c against a']);
    assert.deepEqual(comparison.state.runs[1]!.load, {
      kind: 'failed',
      message: 'b: no recording.',
    });
  });

  it('reads nothing again when another run becomes A', async () => {
    const { comparison, started } = await begun(['a', 'b']);
    for (const { done, job } of started.slice()) done(profileOf(job.file!));
    await settled();
    const first = started.at(-1)!;

    comparison.makeFirst(1);
    await settled();
    // Of the order before: it must not be shown as an answer to this one.
    first.done(['b against a']);
    started.at(-1)!.done(['a against b']);
    await settled();

    assert.deepEqual(started.at(-1)!.job.profiles, ['b', 'a'].map(profileOf));
    assert.equal(started.filter(({ job }) => job.job === 'profile').length, 2);
    assert.deepEqual(comparison.state.pairs, ['a against b']);
    assert.throws(() => {
      comparison.makeFirst(2);
    }, /no such run/);
  });

  it('compares vCPUs as they are paired, the other way round once A and B are swapped', async () => {
    const { comparison, started } = await begun(['a', 'b']);
    for (const { done, job } of started.slice()) done(profileOf(job.file!));
    await settled();
    const [a, b] = [0, 1].map((vcpu) => ({ vm: 0, vcpu })) as [RunVcpu, RunVcpu];

    comparison.pairVcpus(1, [{ a, b }]);
    await settled();
    assert.deepEqual(started.at(-1)!.job.pairings, [[{ a, b }]]);

    comparison.makeFirst(1);
    await settled();
    assert.deepEqual(started.at(-1)!.job.pairings, [[{ a: b, b: a }]]);
  });

  it('compares with further runs of each kind, which change places with A and B', async () => {
    const { comparison, started } = await begun(['a', 'b']);
    for (const { done, job } of started.slice()) done(profileOf(job.file!));
    await settled();

    comparison.addRepeats('b', [fileOf('b2'), fileOf('a')]);
    await settled();
    started.at(-1)!.done(profileOf('b2'));
    await settled();

    // A is no repeat of B.
    assert.deepEqual(started.at(-1)!.job.repeats, { a: [], b: [profileOf('b2')] });
    comparison.makeFirst(1);
    await settled();
    assert.deepEqual(started.at(-1)!.job.repeats, { a: [profileOf('b2')], b: [] });
    comparison.removeRepeat('a', 0);
    await settled();
    assert.deepEqual(started.at(-1)!.job.repeats, { a: [], b: [] });
  });

  it('ends the thread of a repeat that is left out while it is read', async () => {
    const { comparison, started } = await begun(['a', 'b']);
    for (const { done, job } of started.slice()) done(profileOf(job.file!));
    comparison.addRepeats('a', [fileOf('a2')]);
    await settled();
    const thread = started.find(({ job }) => job.file === 'a2')!;

    comparison.removeRepeat('a', 0);

    assert.ok(thread.isDisposed);
    assert.deepEqual(comparison.state.repeats.a, []);
  });

  it('has no repeats of several runs B', async () => {
    const { comparison } = await begun(['a', 'b', 'c']);

    assert.throws(() => comparison.addRepeats('b', [fileOf('b2')]), /several runs B/);
  });

  it('says why nothing can be compared', async () => {
    const { comparison, started } = await begun(['a', 'b']);
    for (const { done, job } of started.slice()) done(profileOf(job.file!));
    await settled();

    started.at(-1)!.failed('out of memory');
    await settled();

    assert.equal(comparison.state.failure, 'out of memory');
    assert.equal(comparison.state.pairs, null);
  });

  it('ends its threads and tells nobody any more when it is closed', async () => {
    const { comparison, started, notices } = await begun(['a', 'b']);

    comparison.dispose();
    started[0]!.done(profileOf('a'));
    await settled();

    assert.ok(started.every(({ isDisposed }) => isDisposed));
    assert.deepEqual(notices, []);
  });
});

async function begun(files: readonly string[]): Promise<{
  readonly comparison: Comparison;
  readonly started: Started[];
  readonly notices: readonly ComparePageNotice[];
}> {
  const started: Started[] = [];
  const run = (
    job: Started['job'] | Promise<Started['job']>,
    progress: Started['progress'] = () => undefined,
  ): unknown => {
    let done: Started['done'] = () => undefined;
    let failed: Started['failed'] = () => undefined;
    const result = new Promise((resolve, reject) => {
      done = resolve;
      failed = (message) => reject(new Error(message));
    });
    const now = job instanceof Promise ? { job: 'coming' } : job;
    const thread: Started = { job: now, done, failed, progress, isDisposed: false };
    if (job instanceof Promise) void job.then((come) => (thread.job = come));
    started.push(thread);
    return { result, dispose: () => (thread.isDisposed = true) };
  };
  const comparison = new Comparison({
    files: files.map(fileOf),
    workers: { run: run as never },
    jobOf: async (uri) => ({ job: 'profile', file: uri.slice('file:///'.length) }) as ProfileJob,
  });
  const notices: ComparePageNotice[] = [];
  comparison.onDidChange((notice) => notices.push(notice));
  await settled();
  return { comparison, started, notices };
}

function fileOf(path: string): ComparedFile {
  return { uri: `file:///${path}`, path };
}

function profileOf(file: string): string {
  return `profile of ${file}`;
}

/** Lets all that waits for promises that are settled go on. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
