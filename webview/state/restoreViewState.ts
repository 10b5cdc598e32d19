import { membersOf } from '../../src/base/membersOf';
import type { PeriodOrder } from '../../src/protocol/idle';
import type { FaultOrder } from '../../src/protocol/pages';
import { restoreCode } from './restoreCode';
import { restoreFaults, restorePage } from './restorePages';
import { restorePeriods } from './restorePeriods';
import { restoreTimeline } from './restoreTimeline';
import {
  initialViewState,
  type Divider,
  type Section,
  type TableSort,
  type View,
  type ViewState,
} from './viewState';

const sections: readonly Section[] = [
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
  const dividers = membersOf(members['dividers']);
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
    dividers: {
      timeline: share(dividers, 'timeline'),
      exits: share(dividers, 'exits'),
      idle: share(dividers, 'idle'),
      pages: share(dividers, 'pages'),
      code: share(dividers, 'code'),
      detail: share(dividers, 'detail'),
      timelineSide: share(dividers, 'timelineSide'),
    },
    openSections: Array.isArray(open) ? sections.filter((section) => open.includes(section)) : [],
  };
}

function restoreSort(saved: unknown): TableSort | undefined {
  const { column, descending } = membersOf(saved);
  if (typeof column !== 'string' || typeof descending !== 'boolean') return undefined;
  return { column, descending };
}

function share(dividers: Readonly<Record<string, unknown>>, divider: Divider): number {
  const saved = positiveNumber(dividers[divider]);
  return saved === undefined || saved > 1 ? initialViewState.dividers[divider] : saved;
}

function positiveNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

function naturalNumber(value: unknown): number | undefined {
  return Number.isSafeInteger(value) ? positiveNumber(value) : undefined;
}
