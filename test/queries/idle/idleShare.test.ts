import assert from 'node:assert/strict';
import { idleShare } from '../../../src/queries/idle/idleShare';
import { vectorTrace } from '../../support/idle/vectorTrace';
import type { VectorTrace } from '../../support/idle/vectorTrace';

/** The host's ticks find vCPU 1 at one instruction. */
const ticks = Array.from({ length: 40 }, (_, at) => {
  const us = 100 + at * 1000;
  return `${us} c1 T1 EX 1 intr_info=0x800000ec guest_rip=0x4000   ${us + 2} c1 T1 EN`;
}).join('\n');

/** vCPU 0 leaves its guest to halt. */
const halts = Array.from({ length: 20 }, (_, at) => {
  const us = 200 + at * 1000;
  return `${us} c0 T0 EX 12   ${us + 5} c0 T0 EN`;
}).join('\n');

/** An interrupt from vCPU 1 shows that both are of one VM. */
const oneVm = `
  0 c0 T0 EN   0 c1 T1 EN   10 c0 T0 EX 30   12 c0 T0 SO S   20 c1 T1 EX 32   21 c1 T1 IPI 0 253
  22 c1 T1 ACC 0 253   23 c1 T1 WG T0   24 c1 T1 EN   30 c0 T0 SI   31 c0 T0 EN
`;

describe('idleShare', () => {
  it('estimates how much a vCPU waits whose VM never exits to idle', async () => {
    const trace = await vectorTrace(`${oneVm}\n${ticks}`);
    assert.equal(shareOf(trace)?.at_idle_rip, 40);
  });

  it('estimates nothing of a VM whose other vCPUs do', async () => {
    const trace = await vectorTrace(`${oneVm}\n${ticks}\n${halts}`);
    assert.equal(shareOf(trace), undefined);
  });
});

function shareOf(trace: VectorTrace): ReturnType<typeof idleShare> {
  const { binding } = trace.lane('T1');
  return idleShare(trace.source, binding, trace.passes.directory.refs()[binding]!);
}
