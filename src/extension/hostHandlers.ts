import { baseName } from '../base/baseName';
import { membersOf } from '../base/membersOf';
import type { SessionHandlers } from '../engine/SessionApi';
import type { Note, NotesFile, TimelineLayout } from '../protocol/notes';
import type { Method, Params, Result } from '../protocol/requests';
import type { LinkChange, TimelineLink, TimelineStand } from '../protocol/timelineLink';
import { readCodePlace, readUris, readVm } from './readCodeRequest';
import { readLayout } from './readLayout';
import { readLoadRequest } from './readLoadRequest';
import { readNoteList } from './readNoteList';
import {
  readLane,
  readLinkChange,
  readPlace,
  readPointer,
  readStand,
  readStretch,
} from './readPlace';
import type { TimelinePlace } from './readPlace';
import type { LoadRequest } from './TraceEngine';

/** What the extension host answers itself, because the worker knows no editor. */
export type HostMethod = Exclude<Method, keyof SessionHandlers>;

/** Answers what a page asks; its parameters are what it sent, whatever that is. */
export type HostHandlers = {
  readonly [M in HostMethod]: (params: unknown) => Promise<Result<M>>;
};

/** What VS Code does for a page. Paths are null where the user thought better of it. */
export interface HostServices {
  readonly reload: (request: LoadRequest) => void;
  readonly copyText: (text: string) => PromiseLike<void>;
  /** Asks the user for recordings; resolves to their paths. */
  readonly pickRecordings: () => PromiseLike<readonly string[]>;
  readonly saveFile: (name: string, contents: string | Uint8Array) => Promise<string | null>;
  readonly saveTraceEvents: (fromNs: number, toNs: number) => Promise<string | null>;
  readonly copyLink: (place: TimelinePlace) => Promise<void>;
  readonly layout: {
    readonly kept: () => TimelineLayout | undefined;
    readonly keep: (layout: TimelineLayout) => void;
  };
  readonly link: {
    /** Returns how the timeline is linked; null: it is not. */
    moved(stand: TimelineStand): TimelineLink | null;
    pointed(timeNs: number | null): void;
    scrolled(lane: string): void;
    change(change: LinkChange): void;
  };
  readonly showCode: (place: Params<'showCode'>) => Promise<void>;
  readonly symbols: {
    add(): Promise<void>;
    drop(uris: readonly string[]): Promise<void>;
    chooseSlide(vm: number): Promise<void>;
  };
  readonly notes: {
    read(): Promise<NotesFile>;
    keep(notes: readonly Note[]): Promise<NotesFile>;
  };
}

export function hostHandlers(services: HostServices): HostHandlers {
  const { layout, link, notes, symbols } = services;
  return {
    reload: async (params) => {
      services.reload(readLoadRequest(params));
      return {};
    },
    pickRecordings: async () => ({ paths: await services.pickRecordings() }),
    copyText: async (params) => {
      const { text } = membersOf(params);
      if (typeof text !== 'string') throw new Error('There is no text to copy.');
      await services.copyText(text);
      return {};
    },
    saveFile: async (params) => {
      const { name, contents } = membersOf(params);
      if (typeof contents !== 'string' && !(contents instanceof Uint8Array)) {
        throw new Error('There is nothing to save.');
      }
      const proposed = typeof name === 'string' ? baseName(name) : '';
      if (proposed === '') throw new Error('The file to save has no name.');
      return { path: await services.saveFile(proposed, contents) };
    },
    saveTraceEvents: async (params) => {
      const { fromNs, toNs } = readStretch(params);
      return { path: await services.saveTraceEvents(fromNs, toNs) };
    },
    timelineLayout: async () => ({ layout: layout.kept() ?? null }),
    keepTimelineLayout: async (params) => {
      layout.keep(readLayout(membersOf(params)['layout']));
      return {};
    },
    timelineMoved: async (params) => ({ link: link.moved(readStand(params)) }),
    timelinePointed: async (params) => {
      link.pointed(readPointer(params));
      return {};
    },
    timelineScrolled: async (params) => {
      link.scrolled(readLane(params));
      return {};
    },
    changeLink: async (params) => {
      link.change(readLinkChange(params));
      return {};
    },
    notes: () => notes.read(),
    keepNotes: async (params) => notes.keep(readNoteList(membersOf(params)['notes'])),
    copyLink: async (params) => {
      await services.copyLink(readPlace(params));
      return {};
    },
    showCode: async (params) => {
      await services.showCode(readCodePlace(params));
      return {};
    },
    addSymbols: async () => {
      await symbols.add();
      return {};
    },
    dropSymbols: async (params) => {
      await symbols.drop(readUris(params));
      return {};
    },
    chooseSlide: async (params) => {
      await symbols.chooseSlide(readVm(params));
      return {};
    },
  };
}
