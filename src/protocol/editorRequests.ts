import type { NamedTable } from '../base/tableColumns';
import type { GuestPlace } from './code';
import type { Companion } from './Companion';
import type { Note, NotesFile, TimelineLayout } from './notes';
import type { LinkChange, TimelineLink, TimelineStand } from './timelineLink';
import type { TracePart } from './TracePart';

/** What the editor around a trace is asked: files, dialogs, the clipboard, other pages, and to load again. */
export interface EditorRequests {
  /** Saves a stretch as JSON of the Trace Event Format to a file that the user picks; null: the user thought better of it. */
  saveTraceEvents: {
    params: { readonly fromNs: number; readonly toNs: number };
    result: { readonly path: string | null };
  };
  /** Saves to a file that the user picks, `name` being proposed. */
  saveFile: {
    params: { readonly name: string; readonly contents: string | Uint8Array };
    result: { readonly path: string | null };
  };
  /** How the user laid out the lanes of this file; null: not yet. */
  timelineLayout: {
    params: Record<string, never>;
    result: { readonly layout: TimelineLayout | null };
  };
  keepTimelineLayout: {
    params: { readonly layout: TimelineLayout };
    result: Record<string, never>;
  };
  /** Tells where the timeline stands; null: none follows it. */
  timelineMoved: { params: TimelineStand; result: { readonly link: TimelineLink | null } };
  /** Tells those that the timeline is linked with where the pointer is; null: elsewhere. */
  timelinePointed: { params: { readonly timeNs: number | null }; result: Record<string, never> };
  /** Tells them which lane stands first. */
  timelineScrolled: { params: { readonly lane: string }; result: Record<string, never> };
  changeLink: { params: { readonly change: LinkChange }; result: Record<string, never> };
  notes: { params: Record<string, never>; result: NotesFile };
  /** Writes all notes; asks for the file where none is chosen yet. The answer tells what is kept now. */
  keepNotes: { params: { readonly notes: readonly Note[] }; result: NotesFile };
  /** Copies a link that opens this file at a stretch, with a place of a lane selected. */
  copyLink: {
    params: {
      readonly fromNs: number;
      readonly toNs: number;
      readonly lane: string | null;
      readonly timeNs: number | null;
    };
    result: Record<string, never>;
  };
  /**
   * Loads again: a part of the trace (`{}` = all of it), with a frequency for a cycle clock, together
   * with other recordings, or with names for the columns of a table, which hold for all with its header. What is absent stays as it was in the load before.
   */
  reload: {
    params: {
      readonly part?: TracePart;
      readonly tscKhz?: number;
      readonly companions?: readonly Companion[];
      readonly namedTable?: NamedTable;
    };
    result: Record<string, never>;
  };
  /** Lets the user pick recordings; none when the user thinks better of it. */
  pickRecordings: {
    params: Record<string, never>;
    result: { readonly paths: readonly string[] };
  };
  copyText: { params: { readonly text: string }; result: Record<string, never> };
  /** Shows the guest's code at an address: its source line in the editor, or its disassembly. */
  showCode: {
    params: GuestPlace & { readonly as: 'source' | 'disassembly' };
    result: Record<string, never>;
  };
  /** Lets the user pick files of symbols for this trace. */
  addSymbols: { params: Record<string, never>; result: Record<string, never> };
  /** Takes files that were dropped on the page, as URIs. */
  dropSymbols: { params: { readonly uris: readonly string[] }; result: Record<string, never> };
  /** Lets the user pick one of several slides that fit a VM, or give one. */
  chooseSlide: { params: { readonly vm: number }; result: Record<string, never> };
}
