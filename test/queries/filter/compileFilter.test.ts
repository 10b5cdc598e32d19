import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { EventTable } from '../../../src/events/EventTable';
import { compileFilter } from '../../../src/queries/filter/compileFilter';
import type { FilterContext } from '../../../src/queries/filter/FilterContext';
import { FilterError } from '../../../src/queries/filter/FilterError';
import { parseFilter } from '../../../src/queries/filter/parseFilter';
import { madeContext, madeKinds, madeTable } from './madeTable';

const table = madeTable([
  exit(0, 12, { tid: 100 }),
  { event: 'kvm_vcpu_wakeup', timeNs: 1_000, tid: 100, fields: { ns: 200_000, waited: 1 } },
  { event: 'kvm_entry', timeNs: 2_000, tid: 100, fields: { vcpu_id: 0, rip: 0x1000 } },
  exit(1_500_000_000, 48, { tid: 201, hostCpu: 3, rip: 0xffffffff81000000n }),
  {
    event: 'kvm_userspace_exit',
    timeNs: 1_600_000_000,
    tid: 201,
    fields: { reason: 12, errno: -4 },
  },
  { event: 'sched_switch', timeNs: 1_700_000_000, tid: 7, hostCpu: 3, fields: { prev_state: -1 } },
  { event: 'kvm_entry', timeNs: 1_800_000_000, tid: 201 },
  exit(1_900_000_000, 0x80000030, { tid: 100 }),
]);

function exit(
  timeNs: number,
  reason: number,
  { tid, hostCpu = 0, rip = 0n }: { tid: number; hostCpu?: number; rip?: bigint },
) {
  const fields = { exit_reason: reason, guest_rip: rip, isa: 1, vcpu_id: tid % 100 };
  return { event: 'kvm_exit', timeNs, tid, hostCpu, fields };
}

function rowsOf(filter: string, of: EventTable = table, context: FilterContext = madeContext(of)) {
  const matches = compileFilter(parseFilter(filter), context);
  return of.blocks.flatMap((block) =>
    Array.from({ length: block.length }, (_, at) => at)
      .filter((at) => matches(block, at))
      .map((at) => block.firstRow + at),
  );
}

function mistake(filter: string): string {
  try {
    compileFilter(parseFilter(filter), madeContext(table));
  } catch (error) {
    if (error instanceof FilterError) return error.message;
    throw error;
  }
  return assert.fail(`“${filter}” was accepted`);
}

const ALL = [0, 1, 2, 3, 4, 5, 6, 7];

describe('compileFilter', () => {
  it('matches everything without terms', () => {
    assert.deepEqual(rowsOf(''), ALL);
  });

  it('finds events by name, wildcard, part and system', () => {
    assert.deepEqual(rowsOf('kvm_exit'), [0, 3, 7]);
    assert.deepEqual(rowsOf('KVM_EXIT'), [0, 3, 7]);
    assert.deepEqual(rowsOf('kvm_e*'), [0, 2, 3, 6, 7]);
    assert.deepEqual(rowsOf('*exit'), [0, 3, 4, 7]);
    assert.deepEqual(rowsOf('*_*_*'), [1, 4]);
    assert.deepEqual(rowsOf('event~wake'), [1]);
    assert.deepEqual(rowsOf('sched:*'), [5]);
    assert.deepEqual(rowsOf('event!=kvm_exit,kvm_entry'), [1, 4, 5]);
    assert.deepEqual(rowsOf('sched_switch,kvm_vcpu_wakeup'), [1, 5]);
  });

  it('never matches a host CPU or a thread that is not recorded', () => {
    const placeless = madeTable([{ event: 'kvm_entry', timeNs: 0, hostCpu: -1, tid: -1 }]);
    for (const filter of ['cpu=-1', 'cpu!=3', 'tid=-1', 'tid!=7']) {
      assert.deepEqual(rowsOf(filter, placeless), [], filter);
    }
  });

  it('requires every term, and negates one behind -', () => {
    assert.deepEqual(rowsOf('kvm_exit tid=100'), [0, 7]);
    assert.deepEqual(rowsOf('-kvm_exit tid=100'), [1, 2]);
    assert.deepEqual(rowsOf('kvm_exit tid=100 -reason=HLT time>1s'), [7]);
  });

  it('compares exit reasons by name and by number, without the flags of VMX', () => {
    assert.deepEqual(rowsOf('reason=hlt'), [0]);
    assert.deepEqual(rowsOf('reason=48'), [3, 7]);
    assert.deepEqual(rowsOf('reason=0x30'), [3, 7]);
    assert.deepEqual(rowsOf('reason=EPT_VIOLATION,12'), [0, 3, 7]);
    assert.deepEqual(rowsOf('reason!=HLT'), [3, 7]);
    assert.deepEqual(rowsOf('reason~viol'), [3, 7]);
  });

  it('asks for the name of an exit reason once, not once a row', () => {
    let asked = 0;
    const context = madeContext(table);
    const exitReasonName: FilterContext['exitReasonName'] = (block, at) => {
      asked++;
      return context.exitReasonName(block, at);
    };
    const many = madeTable(Array.from({ length: 100 }, (_, at) => exit(at, 12, { tid: 100 })));
    assert.equal(rowsOf('reason=HLT', many, { ...context, exitReasonName }).length, 100);
    assert.equal(asked, 1);
  });

  it('compares classes of exits', () => {
    assert.deepEqual(rowsOf('class=idle'), [0]);
    assert.deepEqual(rowsOf('class!=idle'), [3, 7]);
  });

  it('compares VM, vCPU, host CPU and thread', () => {
    assert.deepEqual(rowsOf('vm=1'), [3, 4, 6]);
    assert.deepEqual(rowsOf('vm=1 vcpu=1'), [3, 4, 6]);
    assert.deepEqual(rowsOf('vcpu>=0'), [0, 1, 2, 3, 4, 6, 7]);
    assert.deepEqual(rowsOf('cpu=3'), [3, 5]);
    assert.deepEqual(rowsOf('tid=7,201 cpu!=3'), [4, 6]);
  });

  it('compares thread names', () => {
    assert.deepEqual(rowsOf('comm="CPU 1/KVM"'), [3, 4, 6]);
    assert.deepEqual(rowsOf('comm~/kvm'), [0, 1, 2, 3, 4, 6, 7]);
    assert.deepEqual(rowsOf('comm=cpu*0/*'), [0, 1, 2, 7]);
  });

  it('compares times in every unit', () => {
    assert.deepEqual(rowsOf('time>=1.5 time<1.7s'), [3, 4]);
    assert.deepEqual(rowsOf('time<=2us'), [0, 1, 2]);
    assert.deepEqual(rowsOf('time=1µs,2000ns'), [1, 2]);
    assert.deepEqual(rowsOf('time>1799.999999ms'), [6, 7]);
  });

  it('compares fields, exact in all 64 bits', () => {
    assert.deepEqual(rowsOf('guest_rip=0xffffffff81000000'), [3]);
    assert.deepEqual(rowsOf('guest_rip=18446744071578845184'), [3]);
    assert.deepEqual(rowsOf('guest_rip=0xffffffff81000001'), []);
    assert.deepEqual(rowsOf('guest_rip>0xffffffff80ffffff'), [3]);
    assert.deepEqual(rowsOf('ns>100000'), [1]);
    assert.deepEqual(rowsOf('waited=1'), [1]);
    assert.deepEqual(rowsOf('exit_reason=12,0x80000030'), [0, 7]);
  });

  it('takes the sign of fields from their format, and hex as their bits', () => {
    assert.deepEqual(rowsOf('errno=-4'), [4]);
    assert.deepEqual(rowsOf('errno=0xfffffffc'), [4]);
    assert.deepEqual(rowsOf('errno=4294967292'), []);
    assert.deepEqual(rowsOf('errno<0'), [4]);
    assert.deepEqual(rowsOf('prev_state=-1'), [5]);
  });

  it('does not match events without the field, nor those whose fields are not kept', () => {
    assert.deepEqual(rowsOf('vcpu_id!=77'), [0, 2, 3, 7]);
    assert.deepEqual(rowsOf('-vcpu_id=77'), ALL);
  });

  it('reaches fields that share their name with something else', () => {
    assert.deepEqual(rowsOf('field.reason=12'), [4]);
    assert.deepEqual(rowsOf('reason=12'), [0]);
  });

  it('compiles kinds that are added while the trace loads', () => {
    const kinds = madeKinds.slice(0, 1);
    const matches = compileFilter(parseFilter('kvm_e*'), madeContext({ ...table, kinds }));
    kinds.push(...madeKinds.slice(1));
    assert.equal(matches(table.blocks[0]!, 2), true);
    assert.equal(matches(table.blocks[0]!, 1), false);
  });

  it('compares 64-bit fields as bigints would, signed and unsigned', () => {
    const interesting = fc.oneof(
      fc.bigInt({ min: -(1n << 63n), max: (1n << 64n) - 1n }),
      fc.constantFrom(0n, -1n, 1n << 31n, (1n << 32n) - 1n, 1n << 32n, 1n << 63n, (1n << 64n) - 1n),
    );
    const operator = fc.constantFrom('=', '!=', '<', '<=', '>', '>=');
    fc.assert(
      fc.property(interesting, interesting, operator, (left, right, sign) => {
        const one = madeTable([
          { event: 'kvm_vcpu_wakeup', timeNs: 0, fields: { ns: left } },
          { event: 'kvm_wait_lapic_expire', timeNs: 0, fields: { delta: left } },
        ]);
        const compare = (value: bigint) =>
          ({
            '=': value === right,
            '!=': value !== right,
            '<': value < right,
            '<=': value <= right,
            '>': value > right,
            '>=': value >= right,
          })[sign];
        assert.equal(
          rowsOf(`ns${sign}${right}`, one).length === 1,
          compare(BigInt.asUintN(64, left)),
        );
        assert.equal(
          rowsOf(`delta${sign}${right}`, one).length === 1,
          compare(BigInt.asIntN(64, left)),
        );
      }),
    );
  });

  it('names fields that may have been meant', () => {
    assert.equal(
      mistake('exit_raeson=12'),
      'No event of this trace has a field called exit_raeson. Example: exit_reason=…',
    );
    assert.match(mistake('rip_guest=1'), /Example: exit_reason=12$/);
    assert.match(mistake('errn=1'), /Example: errno=…/);
    assert.match(mistake('vpcu=1'), /Example: cpu=… or vcpu=…/);
  });

  it('asks for the recording by its name', () => {
    assert.deepEqual(rowsOf('recording=host*'), ALL);
    assert.deepEqual(rowsOf('recording=guest.trace.dat'), []);
    assert.deepEqual(rowsOf('kvm_exit recording~HOST'), rowsOf('kvm_exit'));
    const kinds = table.kinds.map((kind) => ({
      ...kind,
      source: kind.name === 'kvm_entry' ? 1 : 0,
    }));
    assert.deepEqual(rowsOf('recording=guest*', { ...table, kinds }), rowsOf('kvm_entry'));
  });

  it('asks for a part of any name: of the event, the exit reason or the thread', () => {
    assert.deepEqual(rowsOf('any~HLT'), [0]);
    assert.deepEqual(rowsOf('any~ept'), rowsOf('reason~ept'));
    assert.deepEqual(rowsOf('any~entry'), rowsOf('kvm_entry'));
    assert.deepEqual(rowsOf('any~"CPU 1/"'), rowsOf('comm~"CPU 1/"'));
    assert.deepEqual(rowsOf('-any~kvm'), [5]);
    assert.match(mistake('any!=kvm'), /any cannot be compared with !=, only with = ~/);
  });

  it('says so when a field can be seen, but is not kept', () => {
    const kinds = [{ ...madeKinds[5]!, index: 0, ownFields: ['prev_comm'] }];
    assert.throws(
      () => compileFilter(parseFilter('prev_comm=x'), madeContext({ ...table, kinds })),
      /prev_comm of sched_switch can be seen, but not filtered by\./,
    );
  });

  it('refuses an event that the trace does not have, unless others are named or it is left out', () => {
    assert.match(
      mistake('kvm_exti'),
      /No event of this trace is called kvm_exti\. Example: kvm_exit/,
    );
    assert.match(mistake('HLT'), /reason=HLT for an exit reason/);
    assert.deepEqual(rowsOf('kvm_msr,kvm_exit'), [0, 3, 7]);
    assert.deepEqual(rowsOf('-kvm_msr'), ALL);
    assert.deepEqual(rowsOf('nothing*'), []);
  });

  it('refuses values and operators that make no sense', () => {
    assert.match(mistake('exit_reason=HLT'), /compared with whole numbers, and “HLT” is none/);
    assert.match(mistake('vcpu=one'), /Example: vcpu=1/);
    assert.match(mistake('time>soon'), /“soon” is no time/);
    assert.match(mistake('time>1h'), /“1h” is no time/);
    assert.match(mistake('reason<12'), /reason cannot be compared with <, only with = != ~/);
    assert.match(mistake('ns~1'), /ns cannot be compared with ~/);
    assert.match(mistake('ns>1,2'), /> takes one value, not 2\. Example: ns>1/);
  });
});
