import assert from 'node:assert/strict';
import { nodeDecompressor } from '../../src/engine/node/nodeDecompressor';
import type { SessionHandlers } from '../../src/engine/SessionApi';
import type { TraceSession } from '../../src/engine/TraceSession';
import { BLOCK_ROWS } from '../../src/events/EventTable';
import type { Decompressor } from '../../src/formats/ByteSource';
import { memorySource } from '../../src/formats/memorySource';
import type { LoadState } from '../../src/protocol/loading';
import { madeSession } from '../support/madeSession';
import { fixtureBytes } from '../support/openTrace';
import { traceText, writtenTrace } from '../support/traceText';

const FEW = `
  0 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0
  100 cpu0 100 kvm_entry vcpu_id=0
  200 cpu1 101 kvm_exit exit_reason=48 isa=1 vcpu_id=1
  260 cpu1 101 kvm_entry vcpu_id=1
`;

/** More than two blocks, so that a load takes several steps. */
const many = writtenTrace(
  Array.from({ length: BLOCK_ROWS * 2 + 500 }, (_, index) => ({
    time: index * 10,
    hostCpu: 0,
    tid: 100,
    event: index % 2 === 0 ? 'kvm_exit' : 'kvm_entry',
    fields: { vcpu_id: 0, isa: 1, exit_reason: 12 },
  })),
  { compression: 'none' },
);

describe('TraceSession', () => {
  let decompressor: Decompressor;
  before(async () => {
    decompressor = await nodeDecompressor();
  });

  function sessionOf(
    bytes: Uint8Array,
    options: Parameters<typeof madeSession>[2] = {},
  ): { session: TraceSession; handlers: SessionHandlers; states: LoadState[] } {
    const states: LoadState[] = [];
    const source = memorySource('made.trace.dat', bytes);
    const session = madeSession(source, decompressor, {
      onLoad: (state) => states.push(state),
      ...options,
    });
    return { session, handlers: session.handlers, states };
  }

  it('says that it loads, then that it is complete', async () => {
    const { session, handlers, states } = sessionOf(many);
    assert.deepEqual(await handlers.traceFacts({}), {
      facts: null,
      load: { kind: 'loading', doneBytes: 0, totalBytes: many.length, events: 0 },
      companions: [],
    });
    await session.load();
    assert.equal(states[0]?.kind, 'loading');
    assert.deepEqual(states.at(-1), { kind: 'complete' });
    const { facts, load } = await handlers.traceFacts({});
    assert.deepEqual(load, { kind: 'complete' });
    assert.equal(facts?.events, BLOCK_ROWS * 2 + 500);
    assert.equal(facts.sources[0]?.path, 'made.trace.dat');
  });

  it('answers what the views ask', async () => {
    const { session, handlers } = sessionOf(traceText(FEW));
    await session.load();
    const exits = await handlers.exitRows({});
    assert.deepEqual(
      exits.map(({ vcpu, reason, totalNs }) => [vcpu, reason, totalNs]),
      [
        [0, 'HLT', 100],
        [1, 'EPT_VIOLATION', 60],
      ],
    );
    assert.equal((await handlers.exitRows({ vcpu: 1 })).length, 1);

    const overTime = await handlers.exitsOverTime({ bins: 10 });
    assert.deepEqual(overTime.classes, ['idle', 'mem']);
    assert.deepEqual((await handlers.exitsOverTime({ bins: 10, vcpu: 0 })).classes, ['idle']);

    const page = await handlers.eventPage({ filter: '', start: 1, count: 2 });
    assert.deepEqual([page.total, page.start, [...page.row]], [4, 1, [1, 2]]);
    const entries = await handlers.eventPage({ filter: 'kvm_entry', start: 0, count: 9 });
    assert.deepEqual([entries.total, [...entries.timeNs]], [2, [100, 260]]);

    assert.deepEqual(await handlers.findEvent({ filter: '', timeNs: 150 }), { position: 2 });
    assert.deepEqual(await handlers.findEvent({ filter: 'kvm_entry', row: 2 }), { position: 1 });
    assert.equal((await handlers.eventDetail({ row: 3 })).event, 'kvm:kvm_entry');
  });

  it('keeps within bounds, whatever a page asks for', async () => {
    const { session, handlers } = sessionOf(many);
    await session.load();
    const page = await handlers.eventPage({ filter: '', start: 10, count: 1e9 });
    assert.equal(page.timeNs.length, 1000);
    const behind = await handlers.eventPage({ filter: '', start: 1e9, count: 10 });
    assert.deepEqual([behind.start, behind.timeNs.length], [page.total, 0]);
    const before = await handlers.eventPage({ filter: '', start: -5, count: 1 });
    assert.equal(before.start, 0);
    assert.ok((await handlers.exitsOverTime({ bins: 1e9 })).bins <= 2048);
    assert.equal((await handlers.exitsOverTime({ bins: 0 })).bins, 1);
  });

  it('refuses an event that there is none of', async () => {
    const { session, handlers } = sessionOf(traceText(FEW));
    await session.load();
    for (const row of [-1, 4, 1.5]) {
      await assert.rejects(
        handlers.eventDetail({ row }),
        /There is no event .*: the trace has 4\./,
      );
    }
  });

  it('says in words what is wrong with a filter', async () => {
    const { session, handlers } = sessionOf(traceText(FEW));
    await session.load();
    await assert.rejects(handlers.eventPage({ filter: 'vcpu=', start: 0, count: 1 }), Error);
  });

  it('refuses, before the first event, what needs events', async () => {
    const { handlers } = sessionOf(many);
    assert.deepEqual(await handlers.exitRows({}), []);
    await assert.rejects(
      handlers.eventPage({ filter: '', start: 0, count: 1 }),
      /No events are loaded/,
    );
    await assert.rejects(handlers.eventDetail({ row: 0 }), /No events are loaded/);
    await assert.rejects(handlers.exitsOverTime({ bins: 5 }), /No events are loaded/);
  });

  it('answers with what is loaded while it goes on loading', async () => {
    const totals: number[] = [];
    const { session, handlers } = sessionOf(many, {
      breathe: async () => {
        if ((await handlers.traceFacts({})).facts === null) return;
        totals.push((await handlers.eventPage({ filter: '', start: 0, count: 1 })).total);
        totals.push(
          (await handlers.eventPage({ filter: 'kvm_exit', start: 0, count: 1 })).total * 2,
        );
      },
    });
    await session.load();
    assert.ok(totals.length >= 4);
    assert.ok(totals[0]! < BLOCK_ROWS * 2 + 500, 'asked before the end');
    totals.reduce((before, total) => {
      assert.ok(total >= before);
      return total;
    }, 0);
  });

  it('ends within a step when it is cancelled, and keeps what was read', async () => {
    const { session, handlers, states } = sessionOf(many, {
      breathe: async () => {
        if ((await handlers.traceFacts({})).facts !== null) await handlers.cancelLoad({});
      },
    });
    await session.load();
    const last = states.at(-1)!;
    assert.equal(last.kind, 'cancelled');
    assert.ok('events' in last && last.events > 0 && last.events <= BLOCK_ROWS);
    const page = await handlers.eventPage({ filter: '', start: 0, count: 1 });
    assert.equal(page.total, last.events);
  });

  it('counts a filter’s matches anew at the end, when threads may have got another VM', async () => {
    const twoVms = writtenTrace(
      Array.from({ length: BLOCK_ROWS * 2 }, (_, index) => ({
        time: index,
        hostCpu: 0,
        tid: index % 2 === 0 || index < BLOCK_ROWS ? 100 : 200,
        event: 'kvm_entry',
        fields: { vcpu_id: 0 },
      })),
    );
    let asked = 0;
    const { session, handlers, states } = sessionOf(twoVms, {
      breathe: async () => {
        if ((await handlers.traceFacts({})).facts === null) return;
        const { total } = await handlers.eventPage({ filter: 'vm=1', start: 0, count: 1 });
        asked++;
        if (total > 0) await handlers.cancelLoad({});
      },
    });
    await session.load();
    assert.equal(states.at(-1)?.kind, 'cancelled');
    assert.ok(asked > 1);
    const spelled = async (filter: string): Promise<number> =>
      (await handlers.eventPage({ filter, start: 0, count: 1 })).total;
    assert.equal(await spelled('vm=1'), await spelled('vm>0'));
  });

  it('tells the class of an exit alike in the table, the chart and the filter', async () => {
    const { session, handlers } = sessionOf(
      traceText(`
        0 cpu0 100 kvm_exit exit_reason=0 isa=1 intr_info=0x80000202 vcpu_id=0
        10 cpu0 100 kvm_exit exit_reason=0 isa=1 intr_info=0x80000b0e vcpu_id=0
        20 cpu0 100 kvm_exit exit_reason=0x400 isa=2 info1=0xd vcpu_id=0
      `),
    );
    await session.load();
    const { classes } = await handlers.exitsOverTime({ bins: 1 });
    assert.deepEqual([...classes].sort(), ['mem', 'mmio', 'nmi']);
    for (const name of classes) {
      const page = await handlers.eventPage({ filter: `class=${name}`, start: 0, count: 9 });
      assert.equal(page.total, 1, name);
    }
  });

  describe('of a part of a trace', () => {
    const MIGRATING = `
      0 cpu0 100 kvm_entry vcpu_id=0
      100 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0
      200 cpu1 100 kvm_entry vcpu_id=0
      300 cpu1 100 kvm_userspace_exit reason=2
      1000 cpu0 100 kvm_entry vcpu_id=0
    `;

    it('measures exits by the events of all CPUs, whatever the rows are restricted to', async () => {
      const { session, handlers } = sessionOf(traceText(MIGRATING), { part: { hostCpus: [0] } });
      await session.load();
      const [row] = await handlers.exitRows({});
      assert.deepEqual([row?.count, row?.totalNs], [1, 100]);
      const page = await handlers.eventPage({ filter: '', start: 0, count: 9 });
      assert.deepEqual([...page.timeNs], [0, 100, 1000]);
    });

    it('knows the vCPUs of threads by events that are no rows', async () => {
      const part = { events: ['kvm_userspace_exit'] };
      const { session, handlers } = sessionOf(traceText(MIGRATING), { part });
      await session.load();
      const page = await handlers.eventPage({ filter: '', start: 0, count: 9 });
      assert.deepEqual([[...page.vm], [...page.vcpu]], [[0], [0]]);
    });

    it('says how long the part is, and where it begins', async () => {
      const part = { fromNs: 90, toNs: 250 };
      const { session, handlers } = sessionOf(traceText(MIGRATING), { part });
      await session.load();
      const { facts } = await handlers.traceFacts({});
      assert.deepEqual([facts?.fromNs, facts?.durationNs, facts?.part], [90, 160, part]);
      assert.equal((await handlers.exitsOverTime({ bins: 4 })).fromNs, 90);
    });
  });

  it('gives up, and its memory back, when the events need more than is allowed', async () => {
    const { session, handlers, states } = sessionOf(many, { memoryLimitBytes: 100_000 });
    await session.load();
    const last = states.at(-1)!;
    assert.equal(last.kind, 'too-large');
    assert.ok('estimatedEvents' in last);
    assert.ok(last.estimatedEvents > BLOCK_ROWS && last.estimatedEvents < BLOCK_ROWS * 4);
    assert.match(
      last.message,
      /^About [\d,]+ events need about \d+ MB, 0 MB are allowed\. Choose a part/,
    );
    assert.equal((await handlers.traceFacts({})).facts, null);
    await assert.rejects(
      handlers.eventPage({ filter: '', start: 0, count: 1 }),
      /No events are loaded/,
    );
  });

  it('loads a part of a trace that is too large as a whole', async () => {
    const part = { fromNs: 1000, toNs: 2000, events: ['kvm_en*'], hostCpus: [0] };
    const { session, handlers, states } = sessionOf(many, { memoryLimitBytes: 100_000, part });
    await session.load();
    assert.deepEqual(states.at(-1), { kind: 'complete' });
    const page = await handlers.eventPage({ filter: '', start: 0, count: 1000 });
    assert.equal(page.total, 50);
    assert.ok(page.event.every((name) => name === 'kvm_entry'));
    assert.deepEqual([page.timeNs[0], page.timeNs.at(-1)], [1010, 1990]);
  });

  it('fails with file, section, byte, cause and advice when the file is none', async () => {
    const { session, handlers, states } = sessionOf(new Uint8Array(0));
    await session.load();
    const message =
      'made.trace.dat: file header at byte 0x0: the file is empty. Record again, or copy it again.';
    assert.deepEqual(states.at(-1), { kind: 'failed', message });
    assert.deepEqual(await handlers.traceFacts({}), {
      facts: null,
      load: states.at(-1),
      companions: [],
    });
  });

  it('converts a cycle clock by the frequency that the user gives', async () => {
    const bytes = traceText(FEW, { clock: 'x86-tsc' });
    const cycles = sessionOf(bytes);
    await cycles.session.load();
    const { facts } = await cycles.handlers.traceFacts({});
    assert.deepEqual([facts?.sources[0]?.clock.unit, facts?.durationNs], ['cycles', 260]);

    const converted = sessionOf(bytes, { tscKhz: 2_000_000 });
    await converted.session.load();
    const { facts: inNs } = await converted.handlers.traceFacts({});
    assert.deepEqual([inNs?.sources[0]?.clock.unit, inNs?.durationNs], ['ns', 130]);
  });

  it('loads a real recording', async () => {
    const { session, handlers } = sessionOf(fixtureBytes('vmx-page-true-sharing'));
    await session.load();
    const { facts } = await handlers.traceFacts({});
    assert.equal(facts?.events, 9339);
    const faults = await handlers.eventPage({ filter: 'kvm_page_fault', start: 0, count: 1000 });
    assert.equal(faults.total, 888);
    assert.match(faults.summary[0]!, /0x[0-9a-f]+/);
  });
});
