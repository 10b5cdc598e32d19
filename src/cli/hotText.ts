import { confidenceText } from '../base/confidenceText';
import { signedHex } from '../base/hex';
import { hexOfSigned } from '../base/signedAddress';
import { hotGroups } from '../queries/hot/hotGroups';
import type { HotGrouping } from '../protocol/code';
import { placedWords } from '../protocol/codeTexts';
import type { HotGroup } from '../queries/hot/hotGroups';
import type { HotSource } from '../queries/hot/HotSource';
import { imageRows } from '../queries/hot/imageRows';
import type { ImageRow } from '../queries/hot/imageRows';
import { placeText, symbolText } from '../queries/hot/symbolText';
import { textTable } from './textTable';

const NOUN: Readonly<Record<HotSource['of'], string>> = {
  exits: 'exits',
  idle: 'idle periods',
  stores: 'stores',
  ipis: 'IPIs',
  wakes: 'wakeups',
};

/** Images with their slides, then the hot places, most time first. */
export function hotText(source: HotSource, by: HotGrouping, unit: 'ns' | 'cycles'): string {
  const isOne = source.symbols.size <= 1;
  const images = imageRows(source.symbols).map((image) => imageText(image, isOne));
  const hasWakeups = source.of === 'stores' || source.of === 'ipis';
  const header = [
    'VM',
    'where',
    'reason',
    'line',
    'vCPUs',
    'count',
    `total ${unit}`,
    'p50',
    'p99',
    'max',
    ...(hasWakeups ? ['woke'] : []),
  ];
  const rows = hotGroups(source, by).map((group) => [
    ...cells(group),
    ...(hasWakeups ? [String(group.wakeups ?? '-')] : []),
  ]);
  const head = images.length === 0 ? '' : `${images.join('')}\n`;
  return head + textTable(header, rows, 5) + hotRestText(source);
}

/** What is in no row, and why. */
export function hotRestText({ of, othersCount, withoutRip, lack }: HotSource): string {
  const others =
    othersCount === 0
      ? ''
      : `${othersCount} further ${NOUN[of]} happened at more places than are told apart.\n`;
  const unplaced =
    withoutRip === 0
      ? ''
      : `Of ${withoutRip} ${NOUN[of]} the recording does not hold the address.\n`;
  return others + unplaced + (lack === null ? '' : `${lack}\n`);
}

function cells(group: HotGroup): readonly string[] {
  const summary = group.durations.summary();
  return [
    String(group.vm),
    whereText(group),
    group.reason ?? 'several',
    placeText(group.frames[0]),
    group.vcpus.join(','),
    String(group.count),
    String(group.durations.totalNs),
    summary === undefined ? '-' : String(summary.p50Ns),
    summary === undefined ? '-' : String(summary.p99Ns),
    summary === undefined ? '-' : String(group.durations.maxNs),
  ];
}

function whereText(group: HotGroup): string {
  if (group.symbol !== undefined) return symbolText(group);
  return group.rip === undefined ? `${group.instructions} places` : hexOfSigned(group.rip);
}

function imageText(image: ImageRow, isOneVm: boolean): string {
  const { path, vm, kind, placedBy, slide, confidence, module } = image;
  const of = isOneVm || vm === undefined ? '' : `VM ${vm}: `;
  if (kind === 'modules' && placedBy !== undefined) {
    return `${of}${path}: ${kind}, tells where modules are\n`;
  }
  if (placedBy === undefined || slide === undefined) return `${of}${path}: ${kind}, not used\n`;
  // The confidence is the slide's, and not the file's.
  const sure = confidence === undefined ? '' : ` (${confidenceText(confidence)})`;
  const isUnchecked = confidence === undefined && isHeldAgainstExits(image);
  const at = module === undefined ? `slide ${signedHex(slide)}` : `module at ${hexOfSigned(slide)}`;
  return `${of}${path}: ${kind}, ${at}${sure}, ${placedWords[placedBy]}${isUnchecked ? ', not checked by any exit' : checksText(image)}\n`;
}

/** A module goes by what tells where it is: no exit is asked. */
function isHeldAgainstExits({ module, placedBy }: ImageRow): boolean {
  return module === undefined && placedBy !== 'assumed';
}

/** What of the exits the file was held against: how sure a slide is says nothing of the rest of the file. */
function checksText({ votes, fitting, places, atStart }: ImageRow): string {
  const amount = (weight: number): string => String(Math.round(weight * 10) / 10);
  const instructions =
    votes === 0 ? '' : `; ${amount(fitting)} of ${amount(votes)} instructions of exits fit`;
  const starts = places === 0 ? '' : `; ${atStart} of ${places} exits are at an instruction`;
  return instructions + starts;
}
