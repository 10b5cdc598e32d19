import assert from 'node:assert/strict';
import { nodeDecompressor } from '../../../src/engine/node/nodeDecompressor';
import { openSources } from '../../../src/engine/openSources';
import { factsOf } from '../../../src/engine/factsOf';
import { OpenTrace } from '../../../src/engine/OpenTrace';
import { idlePasses } from '../../../src/engine/passes';
import { readThrough } from '../../../src/engine/readThrough';
import { reportSource } from '../../../src/engine/reportSource';
import { memorySource } from '../../../src/formats/memorySource';
import { missingEvents } from '../../../src/queries/idle/missingEvents';

const PERF_SCRIPT =
  'CPU 0/KVM 100 [000] 1.000001: kvm:kvm_entry: vcpu 0, rip 0xffffffff81000000\n' +
  'CPU 0/KVM 100 [000] 1.000002: kvm:kvm_exit: vcpu 0 reason hlt rip 0xffffffff81000000 info1 0 info2 0\n';
const REPORT =
  'cpus=1\n' +
  '       CPU 0/KVM-100   [000]     1.000001000: kvm_entry:            vcpu 0, rip 0xffffffff81000000\n';
const WITH_FLAGS = REPORT.replace('[000] ', '[000] d..1. ');

async function leftOut(text: string): Promise<readonly string[]> {
  const source = memorySource('made.txt', new TextEncoder().encode(text));
  const decompressor = await nodeDecompressor();
  const trace = new OpenTrace({
    blocks: 'kept',
    open: () => openSources([{ options: { source, decompressor, tscKhz: undefined } }]),
  });
  const passes = readThrough(trace, idlePasses(trace, trace.reader.fromNs));
  const missing = missingEvents(reportSource(trace, passes, factsOf(trace, passes)));
  const names = missing.map(({ event }) => event);
  return names.filter((event) => event === 'common_flags' || event === 'guest-mode sample');
}

describe('what is missing from a text', () => {
  it('holds flags and the samples of guest mode where perf script printed it', async () => {
    assert.deepEqual(await leftOut(PERF_SCRIPT), ['common_flags', 'guest-mode sample']);
  });

  it('holds flags where trace-cmd report printed none', async () => {
    assert.deepEqual(await leftOut(REPORT), ['common_flags']);
  });

  it('holds no flags where they were printed', async () => {
    assert.deepEqual(await leftOut(WITH_FLAGS), []);
  });
});
