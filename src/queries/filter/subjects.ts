import { NO_HOST_CPU } from '../../events/EventTable';
import type { EventKind } from '../../events/EventTable';
import { ADDRESS_EXAMPLE, addressTest } from './addressTest';
import { anyTest } from './anyTest';
import { classTest, reasonTest } from './exitTests';
import { FIELD_EXAMPLE, fieldTest } from './fieldTest';
import type { FilterContext } from './FilterContext';
import type { FilterOperator, FilterTerm } from './FilterExpression';
import { nameTest } from './nameTest';
import { integersOf, numberTest } from './numbers';
import type { KindTest, RowTest } from './RowTest';
import { TIME_EXAMPLE, timeTest } from './timeTest';

/** Something a filter can ask for, besides the fields of the trace. */
export interface Subject {
  readonly operators: readonly FilterOperator[];
  readonly example: string;
  /** Compiles a term for all kinds; the result is asked once for each kind of event. */
  readonly compile: (term: FilterTerm, context: FilterContext) => (kind: EventKind) => KindTest;
}

const NAME_OPERATORS: readonly FilterOperator[] = ['=', '!=', '~'];
const NUMBER_OPERATORS: readonly FilterOperator[] = ['=', '!=', '<', '<=', '>', '>='];

/** Every name with a meaning of its own. Adding one is a line here and a row in docs/filter.md. */
export const subjects: ReadonlyMap<string, Subject> = new Map<string, Subject>([
  [
    'event',
    {
      operators: NAME_OPERATORS,
      example: 'kvm_exit or event=kvm_*,sched_switch',
      compile: eventTest,
    },
  ],
  [
    'reason',
    {
      operators: NAME_OPERATORS,
      example: 'reason=HLT or reason=12',
      compile: (term, context) => (kind) => reasonTest(term, kind, context),
    },
  ],
  [
    'class',
    {
      operators: NAME_OPERATORS,
      example: 'class=idle,mmio',
      compile: (term) => (kind) => classTest(term, kind),
    },
  ],
  [
    'recording',
    {
      operators: NAME_OPERATORS,
      example: 'recording=guest.trace.dat',
      compile: recordingTest,
    },
  ],
  ['vcpu', numberSubject('vcpu=1', vcpuTest('vcpu'))],
  ['vm', numberSubject('vm=0', vcpuTest('vm'))],
  ['cpu', numberSubject('cpu=3', hostCpuTest)],
  ['tid', numberSubject('tid=1234', tidTest)],
  [
    'comm',
    {
      operators: NAME_OPERATORS,
      example: 'comm="CPU 0/KVM"',
      compile: (term, context) => everyKind(commTest(term, context)),
    },
  ],
  [
    'any',
    {
      operators: ['=', '~'],
      example: 'any~ept or any~kvm_msr',
      compile: (term, context) => anyTest(term, context, commTest(term, context)),
    },
  ],
  ['addr', { operators: ['='], example: ADDRESS_EXAMPLE, compile: (term) => addressTest(term) }],
  [
    'time',
    {
      operators: NUMBER_OPERATORS,
      example: TIME_EXAMPLE,
      compile: (term) => everyKind(timeTest(term)),
    },
  ],
]);

/** `exit_reason=12`: a field that the trace keeps in columns. */
export function fieldSubject(name: string): Subject {
  return {
    operators: NUMBER_OPERATORS,
    example: FIELD_EXAMPLE,
    compile: (term) => fieldTest(term, name),
  };
}

type NumberRowTest = (test: (value: number) => boolean, context: FilterContext) => RowTest;

function numberSubject(example: string, rowTest: NumberRowTest): Subject {
  return {
    operators: NUMBER_OPERATORS,
    example,
    compile: (term, context) => {
      const test = numberTest(term.operator, integersOf(term, example).map(Number));
      return everyKind(rowTest(test, context));
    },
  };
}

function everyKind(test: RowTest): () => KindTest {
  return () => test;
}

function eventTest(term: FilterTerm): (kind: EventKind) => KindTest {
  const matches = nameTest(term);
  // A pattern with a colon means the system too: `sched:*`.
  const withSystem = term.values.some((value) => value.includes(':'));
  return ({ system, name }) => matches(withSystem ? `${system}:${name}` : name);
}

function recordingTest(
  term: FilterTerm,
  { recordingNames }: FilterContext,
): (kind: EventKind) => KindTest {
  const matches = nameTest(term);
  return ({ source }) => matches(recordingNames[source]!);
}

function vcpuTest(member: 'vm' | 'vcpu'): NumberRowTest {
  return (test, context) => (block, at) => {
    const vcpu = context.vcpuOf(block, at);
    return vcpu !== undefined && test(vcpu[member]);
  };
}

/** A thread that is not recorded is no match, not even for `tid!=7`. */
function tidTest(test: (value: number) => boolean): RowTest {
  return (block, at) => {
    const tid = block.tid[at]!;
    return tid >= 0 && test(tid);
  };
}

function hostCpuTest(test: (value: number) => boolean, { table }: FilterContext): RowTest {
  return (block, at) => {
    const { hostCpu } = table.streams[block.stream[at]!]!;
    return hostCpu !== NO_HOST_CPU && test(hostCpu);
  };
}

function commTest(term: FilterTerm, context: FilterContext): RowTest {
  const matches = nameTest(term);
  const known = new Map<string | undefined, boolean>([[undefined, false]]);
  return (block, at) => {
    const comm = context.commOf(block, at);
    let answer = known.get(comm);
    if (answer === undefined) {
      answer = comm !== undefined && matches(comm);
      known.set(comm, answer);
    }
    return answer;
  };
}
