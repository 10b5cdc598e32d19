import assert from 'node:assert/strict';
import { pairedVcpus, repaired } from '../../../webview/compare/pairing';

const [zero, one, two] = [0, 1, 2].map((vcpu) => ({ vm: 0, vcpu })) as [Vcpu, Vcpu, Vcpu];

interface Vcpu {
  readonly vm: number;
  readonly vcpu: number;
}

describe('Which vCPUs are compared', () => {
  it('are those with the same number, and none where B lacks it', () => {
    const pairs = pairedVcpus({ vcpusOfA: [zero, one], vcpusOfB: [one, two], pairing: [] });

    assert.deepEqual(pairs, [
      { a: zero, b: undefined },
      { a: one, b: one },
    ]);
  });

  it('are those that the user paired, each once', () => {
    const pairing = [{ a: zero, b: one }];

    const pairs = pairedVcpus({ vcpusOfA: [zero, one], vcpusOfB: [zero, one], pairing });

    assert.deepEqual(pairs, [
      { a: zero, b: one },
      { a: one, b: undefined },
    ]);
  });

  it('exchange their partners when one gets that of the other', () => {
    const pairs = [
      { a: zero, b: zero },
      { a: one, b: one },
      { a: two, b: undefined },
    ];

    assert.deepEqual(repaired(pairs, zero, one), [
      { a: zero, b: one },
      { a: one, b: zero },
    ]);
    assert.deepEqual(repaired(pairs, two, one), [
      { a: zero, b: zero },
      { a: two, b: one },
    ]);
  });
});
