import assert from 'node:assert/strict';
import { noVcpuText } from '../../src/cli/noVcpuText';
import type { TraceFacts } from '../../src/protocol/facts';

interface Source {
  readonly path: string;
  readonly relation: { readonly guestOf: number | null; readonly namesAbsentHost?: boolean };
}

const alone: Source = { path: 'a.dat', relation: { guestOf: null } };

function textOf(sources: readonly Source[], event: string, vms: readonly unknown[] = []): string {
  const eventCounts = [{ name: event, count: 1 }];
  const facts = { vms, events: 1, eventCounts, sources } as unknown as TraceFacts;
  return (noVcpuText(facts) ?? '').replaceAll('\n', ' ');
}

describe('noVcpuText', () => {
  it('is silent where a vCPU was recorded', () => {
    assert.equal(textOf([alone], 'kvm_exit', [{}]), '');
  });

  it('takes a recording without an event of kvm for one that may be a guest’s', () => {
    assert.match(
      textOf([alone], 'cpu_idle'),
      /may be a guest's own\. .*report HOST --guest a\.dat/,
    );
  });

  it('names the recording that says that it is a guest’s', () => {
    const guest = { path: 'g.dat', relation: { guestOf: null, namesAbsentHost: true } };
    const text = textOf([alone, guest], 'kvm_msr');
    assert.match(text, /g\.dat was recorded in a guest, .*--guest g\.dat/);
  });

  it('suspects no guest where events of kvm, or the host’s recording, are there', () => {
    const guest = { path: 'g.dat', relation: { guestOf: 0 } };
    assert.doesNotMatch(textOf([alone], 'kvm_msr'), /guest/);
    assert.doesNotMatch(textOf([alone, guest], 'cpu_idle'), /guest/);
  });
});
