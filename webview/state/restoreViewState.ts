import { membersOf } from '../../src/base/membersOf';
import type { PeriodOrder } from '../../src/protocol/idle';
import type { FaultOrder } from '../../src/protocol/pages';
import { restoreCode } from './restoreCode';
import { restoreFaults, restorePage } from './restorePages';
import { restorePeriods } from './restorePeriods';
import { restoreTimeline } from './restoreTimeline';
import {
  dividers,
  initialViewState,
  type Divider,
  type Section,
  type TableSort,
  type View,
  type ViewState,
} from './viewState';

const sections: readonly Section[] = [
  'facts',
  'recordings',
  'coverage',
  'diagnostics',
  'eventCounts',
  'lostEvents',
  'rawBytes',
  'chartTable',
  'histogramTables',
  'heatTable',
  'pagesUngrouped',
  'timelineTable',
  'timelineLegend',
];

const views: readonly View[] = ['timeline', 'exits', 'idle', 'pages', 'code'];

const orders: readonly PeriodOrder[] = ['latency', 'length', 'start'];
const faultOrders: readonly FaultOrder[] = ['time', 'cost'];

/** What an earlier page saved, perhaps of an older version: every member is checked, or left as new. */
export function restoreViewState(saved: unknown): ViewState {
  const members = membersOf(saved);
  const open: unknown = members['openSections'];
  const fallback = initialViewState;
  return {
    view: views.find((view) => view === members['view']) ?? fallback.view,
    vm: naturalNumber(members['vm']),
    vcpu: naturalNumber(members['vcpu']),
    exitSort: restoreSort(members['exitSort']) ?? fallback.exitSort,
    periods: restorePeriods(members['periods']),
    periodOrder: orders.find((order) => order === members['periodOrder']) ?? fallback.periodOrder,
    pageSort: restoreSort(members['pageSort']) ?? fallback.pageSort,
    page: restorePage(members['page']),
    faults: restoreFaults(members['faults']),
    faultOrder: faultOrders.find((order) => order === members['faultOrder']) ?? fallback.faultOrder,
    timeline: restoreTimeline(members['timeline']),
    code: restoreCode(members['code']),
    filter: typeof members['filter'] === 'string' ? members['filter'] : fallback.filter,
    topPosition: positiveNumber(members['topPosition']) ?? fallback.topPosition,
    cursor: naturalNumber(members['cursor']),
    selectedRow: naturalNumber(members['selectedRow']),
    isDetailOpen: members['isDetailOpen'] === true,
    dividers: restoreDividers(membersOf(members['dividers'])),
    openSections: Array.isArray(open) ? sections.filter((section) => open.includes(section)) : [],
  };
}

function restoreSort(saved: unknown): TableSort | undefined {
  const { column, descending } = membersOf(saved);
  if (typeof column !== 'string' || typeof descending !== 'boolean') return undefined;
  return { column, descending };
}

/** Those that it does not know, or not as shares, are as new. */
function restoreDividers(saved: Readonly<Record<string, unknown>>): ViewState['dividers'] {
  const shares = dividers.map((divider) => [divider, share(saved, divider)] as const);
  return Object.fromEntries(shares) as Record<Divider, number>;
}

function share(saved: Readonly<Record<string, unknown>>, divider: Divider): number {
  const kept = positiveNumber(saved[divider]);
  return kept === undefined || kept > 1 ? initialViewState.dividers[divider] : kept;
}

function positiveNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

function naturalNumber(value: unknown): number | undefined {
  return Number.isSafeInteger(value) ? positiveNumber(value) : undefined;
}
