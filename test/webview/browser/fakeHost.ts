import { messageOf } from '../../../src/base/messageOf';
import type { Call, Reply } from '../../../src/protocol/RpcClient';
import type { Params, Result } from '../../../src/protocol/requests';
import { parseFilter } from '../../../src/queries/filter/parseFilter';
import { cannedCodeAt, cannedHotCode, cannedNoSymbols, cannedSymbols } from '../canned/cannedCode';
import { cannedDetail, cannedPage, stepNs } from '../canned/cannedEvents';
import { cannedDoctor } from '../canned/cannedDoctor';
import { cannedExitRows, cannedExitsOverTime } from '../canned/cannedExits';
import { cannedHistograms, cannedOverview, cannedPeriods } from '../canned/cannedIdle';
import { cannedFaults, cannedPageDetail, cannedPageOverview } from '../canned/cannedPages';
import { cannedAt, cannedMatches, cannedRange } from '../canned/cannedTimelineWords';
import { cannedTableFacts } from '../canned/cannedTable';
import {
  cannedNoTimeline,
  cannedStep,
  cannedTimelineOverview,
  cannedTimelineView,
} from '../canned/cannedTimeline';
import { cannedCycleFacts, cannedFacts } from '../canned/cannedFacts';
import { cannedCompanions, cannedNearby, cannedPairFacts } from '../canned/cannedPair';
import type { FakeHost, Scenario } from './scenario';

type Answers = { readonly [M in Call['method']]: (params: Params<M>) => Result<M> };

/** Runs in the page, before its scripts: answers what the webview asks as the worker would. */
export function installFakeHost(first: Scenario): void {
  let scenario = first;
  const fake: FakeHost = {
    calls: [],
    violations: [],
    savedState: first.savedState,
    notify: (notice) => {
      window.postMessage(notice);
    },
    setScenario: (changes) => {
      scenario = { ...scenario, ...changes };
    },
  };
  window.fakeHost = fake;
  document.addEventListener('securitypolicyviolation', (event) => {
    fake.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
  });
  const answers = cannedAnswers(() => scenario);
  window.acquireVsCodeApi = () => ({
    postMessage: (call: Call) => {
      fake.calls.push(call);
      // Later, as a real message: a page must not depend on the order of its own stack.
      setTimeout(() => {
        window.postMessage(replyTo(call, answers));
      });
    },
    getState: () => fake.savedState,
    setState: (state: unknown) => {
      fake.savedState = structuredClone(state);
    },
  });
}

function replyTo(call: Call, answers: Answers): Reply {
  try {
    const answer = answers[call.method] as (params: unknown) => unknown;
    return { id: call.id, result: answer(call.params) };
  } catch (error) {
    return { id: call.id, error: messageOf(error) };
  }
}

function cannedAnswers(scenario: () => Scenario): Answers {
  const facts = (): ReturnType<typeof cannedFacts> => {
    if (scenario().session === 'table') return cannedTableFacts(scenario().events);
    if (scenario().session === 'pair') return cannedPairFacts(scenario().events);
    return scenario().clock === 'ns'
      ? cannedFacts(scenario().events)
      : cannedCycleFacts(scenario().events);
  };
  const hasSymbols = (): boolean => scenario().hasSymbols !== false;
  const hasFacts = (): boolean =>
    !['failed', 'too-large', 'unnamed'].includes(scenario().load.kind);
  return {
    traceFacts: () => ({
      facts: hasFacts() ? facts() : null,
      load: scenario().load,
      companions: scenario().session === 'pair' ? cannedCompanions : [],
    }),
    exitRows: (selection) => (scenario().events === 0 ? [] : cannedExitRows(selection)),
    exitsOverTime: (selection) => cannedExitsOverTime(selection, facts().durationNs),
    eventPage: ({ filter, start, count }) => {
      const { total, row } = matchesOf(filter, scenario().events);
      return cannedPage(total, start, count, row);
    },
    findEvent: ({ filter, timeNs, row }) => {
      const { every } = matchesOf(filter, scenario().events);
      return { position: Math.ceil((row ?? (timeNs ?? 0) / stepNs) / every) };
    },
    eventDetail: ({ row }) => cannedDetail(row),
    idleOverview: () => (scenario().load.kind === 'loading' ? null : cannedOverview),
    findings: () => [],
    idleHistograms: ({ bins }) => cannedHistograms(bins),
    idlePeriods: ({ selection, start, count }) => cannedPeriods(selection, start, count),
    pageOverview: ({ bins }) =>
      scenario().load.kind === 'loading' ? null : cannedPageOverview(bins),
    pageDetail: ({ gpa, bins }) => cannedPageDetail(gpa, bins),
    pageFaults: ({ selection, start, count }) => cannedFaults(selection, start, count),
    timelineOverview: () => {
      const { events, load } = scenario();
      return events === 0 ? cannedNoTimeline : cannedTimelineOverview(load.kind !== 'loading');
    },
    timelineView: cannedTimelineView,
    timelineAt: (place) => (scenario().load.kind === 'loading' ? null : cannedAt(place)),
    timelineStep: cannedStep,
    timelineRange: (range) => (scenario().load.kind === 'loading' ? null : cannedRange(range)),
    timelineMatches: (wanted) =>
      cannedMatches(wanted, matchesOf(wanted.filter, scenario().events).total),
    timelineTraceEvents: () => ({ text: '', next: null }),
    saveTraceEvents: () => ({ path: null }),
    saveFile: ({ name }) => ({ path: `/saved/${name}` }),
    timelineLayout: () => ({ layout: null }),
    keepTimelineLayout: () => ({}),
    timelineMoved: () => ({ link: scenario().link ?? null }),
    timelinePointed: () => ({}),
    timelineScrolled: () => ({}),
    changeLink: () => ({}),
    notes: () => {
      const { notes = [] } = scenario();
      return { path: notes.length === 0 ? null : notesPath, notes, problem: null };
    },
    keepNotes: ({ notes }) => ({ path: notesPath, notes, problem: null }),
    copyLink: () => ({}),
    doctor: () => cannedDoctor,
    cancelLoad: () => ({}),
    nearbyRecordings: () => (scenario().session === 'host' ? cannedNearby : []),
    pickRecordings: () => ({ paths: ['/home/kvm/traces/2026-11-20/other.perf.data'] }),
    reload: () => ({}),
    copyText: () => ({}),
    symbolState: () => {
      if (scenario().load.kind === 'loading') return null;
      return hasSymbols() ? cannedSymbols : cannedNoSymbols;
    },
    hotCode: (query) =>
      scenario().load.kind === 'loading' ? null : cannedHotCode(query, hasSymbols()),
    codeAt: (place) =>
      scenario().load.kind === 'loading' ? null : cannedCodeAt(place, hasSymbols()),
    useSymbols: () => null,
    disassembly: () => null,
    codeOfTrace: () => null,
    showCode: () => {
      const { codeProblem } = scenario();
      if (codeProblem !== undefined) throw new Error(codeProblem);
      return {};
    },
    addSymbols: () => ({}),
    dropSymbols: () => ({}),
    chooseSlide: () => ({}),
  };
}

/** Where the notes of the canned trace are kept. */
const notesPath = '/home/kvm/traces/mixed.trace.dat.exitscope.json';

interface Matches {
  readonly total: number;
  /** One event in so many matches. */
  readonly every: number;
  readonly row: (position: number) => number;
}

/** Enough of the filter language for a page that only passes it on; its mistakes are the real ones. */
function matchesOf(filter: string, events: number): Matches {
  parseFilter(filter);
  if (filter.includes('nothing')) return { total: 0, every: 1, row: (position) => position };
  const every = filter === '' ? 1 : 8;
  return { total: Math.ceil(events / every), every, row: (position) => position * every };
}
