import { membersOf } from '../../src/base/membersOf';
import type { PeriodOrder } from '../../src/protocol/idle';
import { restorePeriods } from './restorePeriods';
import { initialViewState, type Divider, type Section, type ViewState } from './viewState';

const sections: readonly Section[] = [
  'recordings',
  'coverage',
  'diagnostics',
  'eventCounts',
  'lostEvents',
  'rawBytes',
  'chartTable',
  'histogramTables',
];

const orders: readonly PeriodOrder[] = ['latency', 'length', 'start'];

/** What an earlier page saved, perhaps of an older version: every member is checked, or left as new. */
export function restoreViewState(saved: unknown): ViewState {
  const members = membersOf(saved);
  const sort = membersOf(members['exitSort']);
  const dividers = membersOf(members['dividers']);
  const open: unknown = members['openSections'];
  const fallback = initialViewState;
  return {
    view: members['view'] === 'idle' ? 'idle' : 'exits',
    vm: naturalNumber(members['vm']),
    vcpu: naturalNumber(members['vcpu']),
    exitSort:
      typeof sort['column'] === 'string' && typeof sort['descending'] === 'boolean'
        ? { column: sort['column'], descending: sort['descending'] }
        : fallback.exitSort,
    periods: restorePeriods(members['periods']),
    periodOrder: orders.find((order) => order === members['periodOrder']) ?? fallback.periodOrder,
    filter: typeof members['filter'] === 'string' ? members['filter'] : fallback.filter,
    topPosition: positiveNumber(members['topPosition']) ?? fallback.topPosition,
    cursor: naturalNumber(members['cursor']),
    selectedRow: naturalNumber(members['selectedRow']),
    isDetailOpen: members['isDetailOpen'] === true,
    dividers: {
      exits: share(dividers, 'exits'),
      idle: share(dividers, 'idle'),
      detail: share(dividers, 'detail'),
    },
    openSections: Array.isArray(open) ? sections.filter((section) => open.includes(section)) : [],
  };
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
