import assert from 'node:assert/strict';
import { ClockShiftError, relateClocks } from '../../src/ingest/relateClocks';
import type { RelationWish } from '../../src/ingest/relateClocks';
import type { ClockMove, Recording, RecordingClock } from '../../src/ingest/Recording';

interface Made {
  readonly clock?: Partial<RecordingClock>;
  readonly traceId?: bigint;
  readonly hostTraceId?: bigint;
  readonly guestTraceId?: bigint;
  readonly hasPairing?: boolean;
}

/** As much of a recording as is looked at, and the moves that were made of its stamps. */
function made(options: Made): Recording & { readonly moves: readonly ClockMove[] } {
  const { clock, traceId, hostTraceId, guestTraceId, hasPairing = true } = options;
  const moves: ClockMove[] = [];
  const guests =
    guestTraceId === undefined ? [] : [{ name: undefined, traceId: guestTraceId, vcpuTids: [] }];
  const recording: Partial<Recording> & { readonly moves: readonly ClockMove[] } = {
    moves,
    clock: { name: 'local', unit: 'ns', conversion: 'none', first: 1000n, ...clock },
    facts: {
      format: 'trace.dat',
      version: '7',
      compression: undefined,
      kernel: undefined,
      hostCpus: 1,
      guests,
    },
    pairing: hasPairing
      ? {
          traceId,
          recorded: hostTraceId === undefined ? undefined : { hostTraceId, offsets: [[5n]] },
          tscConversion: undefined,
          move: (move) => moves.push(move),
        }
      : undefined,
  };
  return recording as Recording & { readonly moves: readonly ClockMove[] };
}

const kinds = (recordings: readonly Recording[], wishes: readonly RelationWish[] = []): string[] =>
  relateClocks(recordings, wishes).map(({ kind, shiftNs }) => `${kind} ${shiftNs}`);

describe('relateClocks', () => {
  it('leaves a recording by itself as it is', () => {
    const alone = made({ hostTraceId: 7n });
    assert.deepEqual(kinds([alone]), ['reference 0']);
    assert.deepEqual(alone.moves, []);
  });

  it('puts a guest onto its host’s clock by what is recorded', () => {
    const guest = made({ hostTraceId: 7n, traceId: 8n });
    const relations = relateClocks([guest, made({ traceId: 7n })], []);
    assert.deepEqual(
      relations.map(({ kind, guestOf }) => [kind, guestOf]),
      [
        ['recorded', 1],
        ['reference', undefined],
      ],
    );
    assert.deepEqual(guest.moves, [{ asRecorded: { hostConversion: undefined }, by: 0n }]);
  });

  it('adds what the user says to what is recorded', () => {
    const guest = made({ hostTraceId: 7n });
    const host = made({ traceId: 7n });
    const inNs = { shift: { by: -5n, unit: 'ns' } } as const;
    assert.deepEqual(kinds([host, guest], [{}, inNs]), ['reference 0', 'recorded -5']);
    const inUnits = { shift: { by: -5n, unit: 'clock' } } as const;
    assert.deepEqual(kinds([host, guest], [{}, inUnits]), ['reference 0', 'recorded 0']);
    assert.equal(guest.moves.at(-1)?.by, -5n);
  });

  it('knows a guest that the host names, though nothing relates their clocks', () => {
    const relations = relateClocks([made({ guestTraceId: 8n }), made({ traceId: 8n })], []);
    assert.deepEqual([relations[1]?.kind, relations[1]?.guestOf], ['unknown', 0]);
  });

  it('takes clocks of one kind for one machine’s, unless one is a guest’s', () => {
    const perf = made({ clock: { name: 'perf', first: 900n }, hasPairing: false });
    assert.deepEqual(kinds([made({}), perf]), ['reference 0', 'assumed 0']);
    const mono = { clock: { name: 'mono' } };
    assert.deepEqual(kinds([made(mono), made(mono)]), ['reference 0', 'assumed 0']);
    assert.deepEqual(kinds([made(mono), made(mono)], [{}, { isGuest: true }]), [
      'reference 0',
      'unknown 0',
    ]);
  });

  it('takes a clock that nothing names for the other’s: a text does not say its own', () => {
    const text = made({ clock: { name: undefined }, hasPairing: false });
    assert.deepEqual(kinds([made({ clock: { name: 'mono' } }), text]), [
      'reference 0',
      'assumed 0',
    ]);
  });

  it('does not take it for a clock that counts the TSC, which each guest has its own of', () => {
    const text = made({ clock: { name: undefined }, hasPairing: false });
    const host = made({ clock: { name: 'tsc2nsec' } });
    assert.deepEqual(kinds([host, text]), ['reference 0', 'unknown 0']);
    assert.deepEqual(kinds([host, made({ clock: { name: 'tsc2nsec' } })])[1], 'assumed 0');
  });

  it('takes the clock of a guest that names an absent host for no other one’s', () => {
    const guest = made({ hostTraceId: 7n });
    assert.deepEqual(kinds([made({ traceId: 9n }), guest]), ['reference 0', 'unknown 0']);
    assert.deepEqual(kinds([guest, made({ traceId: 9n })]), ['reference 0', 'unknown 0']);
  });

  it('shows recordings of unrelated clocks from one start', () => {
    const boot = made({ clock: { name: 'boot', first: 700n } });
    assert.deepEqual(kinds([made({}), boot]), ['reference 0', 'unknown 300']);
    const years = made({ clock: { first: 10n ** 18n } });
    assert.deepEqual(kinds([made({}), years])[1], `unknown ${1000n - 10n ** 18n}`);
    const cycles = made({ clock: { unit: 'cycles', first: 1500n } });
    assert.deepEqual(kinds([made({}), cycles])[1], 'unknown -500');
  });

  it('adds the user’s shift to the stamps of a cycle clock, or to times', () => {
    const tsc = made({ clock: { name: 'x86-tsc', unit: 'cycles' } });
    const host = made({ clock: { name: 'x86-tsc', unit: 'cycles' } });
    const wishes: RelationWish[] = [{}, { shift: { by: 77n, unit: 'clock' } }];
    assert.deepEqual(kinds([host, tsc], wishes), ['reference 0', 'user 0']);
    assert.deepEqual(tsc.moves, [{ asRecorded: undefined, by: 77n }]);
    const text = made({ hasPairing: false });
    assert.deepEqual(kinds([made({}), text], wishes), ['reference 0', 'user 77']);
  });

  it('refuses a shift in ns of a clock that counts cycles', () => {
    const tsc = made({ clock: { name: 'x86-tsc', unit: 'cycles' } });
    assert.throws(
      () => relateClocks([made({}), tsc], [{}, { shift: { by: 1n, unit: 'ns' } }]),
      (error) => error instanceof ClockShiftError && error.source === 1,
    );
  });

  it('takes a shift of 0 for knowledge that the clocks agree', () => {
    const wish = { shift: { by: 0n, unit: 'clock' } } as const;
    const mono = made({ clock: { name: 'mono' } });
    assert.deepEqual(kinds([made({}), mono], [{}, wish]), ['reference 0', 'user 0']);
  });
});
