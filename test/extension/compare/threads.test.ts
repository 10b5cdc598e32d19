import assert from 'node:assert/strict';
import { Comparison } from '../../../src/extension/compare/Comparison';
import { TraceWorkers } from '../../../src/extension/TraceWorkers';
import { builtWorker } from '../../support/builtWorker';
import { fixture } from '../../support/runCli';
import { scratchFolder } from '../../support/scratchFolder';

const folder = scratchFolder('comparison');
const [poll, pollFail] = [fixture('vmx-hlt-ipi'), fixture('vmx-hlt-poll-fail')];

describe('A comparison and its threads', () => {
  let workers: TraceWorkers;

  before(async function () {
    this.timeout(60_000);
    workers = new TraceWorkers(await builtWorker(folder));
  });

  afterEach(() => workers.dispose());

  function begun(files: readonly string[]): Comparison {
    return new Comparison({
      files: files.map((file) => ({ uri: `file://${file}`, path: file })),
      workers,
      jobOf: async (uri) => ({
        job: 'profile',
        file: uri.slice('file://'.length),
        companions: [],
        tscKhz: undefined,
        namedTables: [],
        parameters: {},
        symbols: { files: [], slides: [] },
      }),
    });
  }

  it('has a thread for each run at the same time, and none once it is done', async () => {
    const comparison = begun([poll, pollFail, poll]);
    await begunReading();
    assert.equal(workers.count, 3);

    await compared(comparison);

    assert.equal(comparison.state.pairs?.length, 2);
    await allEnded(workers);
  }).timeout(30_000);

  it('ends both threads when its tab is closed while they read', async () => {
    const comparison = begun([poll, pollFail]);
    await begunReading();
    assert.equal(workers.count, 2);

    comparison.dispose();

    await allEnded(workers);
    assert.equal(comparison.state.pairs, null);
  });

  it('tells why one run cannot be read, and no thread is left', async () => {
    const comparison = begun([poll, __filename]);

    await compared(comparison);

    const [a, b] = comparison.state.runs.map(({ load }) => load);
    assert.equal(a?.kind, 'read');
    assert.ok(b?.kind === 'failed');
    assert.match(b.message, /threads\.test\.ts: .+/);
    await allEnded(workers);
  }).timeout(30_000);
});

/** How each run is to be read is known a moment later. */
function begunReading(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function compared(comparison: Comparison): Promise<void> {
  return new Promise((resolve) => {
    comparison.onDidChange(({ notice }) => {
      if (notice === 'compared') resolve();
    });
  });
}

async function allEnded(workers: TraceWorkers): Promise<void> {
  while (workers.count > 0) await begunReading();
}
