import { NO_DETAIL } from '../../events/EventTable';
import type { EventKind } from '../../events/EventTable';
import { fieldIndex } from '../../events/fields';
import type { FilterTerm } from './FilterExpression';
import { integersOf } from './numbers';
import type { KindTest, RowTest } from './RowTest';
import { wordsTest } from './wordsTest';

export const ADDRESS_EXAMPLE = 'addr=0x2000000';

/** Fields that hold a guest-physical address: of a fault, of an access to a device. */
const ADDRESS_FIELDS = ['fault_address', 'gpa', 'cr2_or_gpa'];
const PAGE_SHIFT = 12n;
/** SVM tells the address of a nested page fault with the exit (B.3). */
const ISA_SVM = 2;
const SVM_NPF = 0x400;

/**
 * `addr=0x…`: guest code left its guest at this very address, or the event is about the 4 KiB page
 * of guest memory that holds it.
 */
export function addressTest(term: FilterTerm): (kind: EventKind) => KindTest {
  const addresses = integersOf(term, ADDRESS_EXAMPLE);
  const isRip = wordsTest('=', addresses, false);
  const isPage = pageTest(addresses);
  const isGfn = wordsTest(
    '=',
    addresses.map((address) => address >> PAGE_SHIFT),
    false,
  );
  return (kind) => {
    const tests = [
      testOfField(kind, 'guest_rip', isRip),
      ...ADDRESS_FIELDS.map((name) => testOfField(kind, name, isPage)),
      testOfField(kind, 'gfn', isGfn),
      nestedFaultTest(kind, isPage),
    ].filter((test) => test !== undefined);
    if (tests.length <= 1) return tests[0] ?? false;
    return (block, at) => tests.some((test) => test(block, at));
  };
}

type TestOfWords = (high: number, low: number) => boolean;

function pageTest(addresses: readonly bigint[]): TestOfWords {
  const starts = addresses.map((address) => (address >> PAGE_SHIFT) << PAGE_SHIFT);
  const isOne = wordsTest('=', starts, false);
  return (high, low) => isOne(high, (low & ~0xfff) >>> 0);
}

function testOfField(kind: EventKind, name: string, test: TestOfWords): RowTest | undefined {
  const index = fieldIndex(kind, name);
  if (index < 0) return undefined;
  return (block, at) => {
    const columns = block.fields[kind.index];
    const detail = block.detail[at]!;
    if (columns === undefined || detail === NO_DETAIL) return false;
    return test(columns.high[index]?.[detail] ?? 0, columns.low[index]![detail]!);
  };
}

function nestedFaultTest(kind: EventKind, isPage: TestOfWords): RowTest | undefined {
  const ofAddress = testOfField(kind, 'info2', isPage);
  const isSvm = testOfField(kind, 'isa', (_, isa) => isa === ISA_SVM);
  const isFault = testOfField(kind, 'exit_reason', (_, reason) => reason === SVM_NPF);
  if (ofAddress === undefined || isSvm === undefined || isFault === undefined) return undefined;
  return (block, at) => isSvm(block, at) && isFault(block, at) && ofAddress(block, at);
}
