import { jsonFault } from '../base/jsonFault';
import { membersOf } from '../base/membersOf';
import { checkNote, MOST_NOTES } from './checkNote';
import { notesSchema } from './NotesContent';
import type { KeptNote, NotesContent, RecordingIdentity } from './NotesContent';

/** Notes lie four levels deep; the rest is for what other versions may add. */
const MOST_DEPTH = 64;

export interface ReadNotes {
  readonly content: NotesContent;
  /** What of it could not be read; undefined: all could. */
  readonly problem: string | undefined;
}

/** Reads the text of a file of notes; throws, in words, when it holds none. */
export function readNotes(text: string): ReadNotes {
  const fault = jsonFault(text, MOST_DEPTH);
  if (fault !== undefined) throw new Error(faultText(text, fault.offset, fault.why));
  const members = membersOf(JSON.parse(text));
  const { schema, trace, notes } = members;
  if (schema !== notesSchema) throw new Error(schemaText(schema));
  if (!Array.isArray(notes)) throw new Error('It has no list of notes.');

  const kept: KeptNote[] = [];
  const unread: unknown[] = [];
  const ids = new Set<string>();
  let problem: string | undefined;
  for (const [index, entry] of notes.entries()) {
    const note = kept.length < MOST_NOTES ? noteOf(entry) : `there are more than ${MOST_NOTES}`;
    if (typeof note === 'string') {
      unread.push(entry);
      problem ??= `Note ${index + 1} of ${notes.length} is not shown: ${note}. It stays in the file.`;
      continue;
    }
    const id = unusedId(note.note.id, ids);
    ids.add(id);
    kept.push({ ...note, note: { ...note.note, id } });
  }
  const recording = recordingOf(trace);
  return { content: { members, recording, notes: kept, unread }, problem };
}

function noteOf(entry: unknown): KeptNote | string {
  const members = membersOf(entry);
  const { id, from_ns: fromNs, to_ns: toNs = fromNs, lane = null, text = '' } = members;
  const note = checkNote({ id, fromNs, toNs, lane, text });
  return typeof note === 'string' ? note : { note, members };
}

/** Two branches may have been merged so that both sides of a note are in the list. */
function unusedId(id: string, used: ReadonlySet<string>): string {
  let unused = id;
  for (let number = 2; used.has(unused); number++) unused = `${id}-${number}`;
  return unused;
}

function recordingOf(trace: unknown): RecordingIdentity | undefined {
  const { name, bytes, t0_ns: t0Ns, unit } = membersOf(trace);
  if (typeof name !== 'string' || !Number.isSafeInteger(bytes)) return undefined;
  return {
    name,
    bytes: bytes as number,
    t0Ns: typeof t0Ns === 'string' && /^-?\d{1,29}$/.test(t0Ns) ? t0Ns : null,
    unit: unit === 'cycles' ? 'cycles' : 'ns',
  };
}

function faultText(text: string, offset: number, why: 'syntax' | 'depth'): string {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  const column = offset - before.lastIndexOf('\n');
  if (/^(<{7}|={7}|>{7})/.test(text.slice(offset, offset + 7))) {
    return `Line ${line} is a mark of a merge conflict: resolve it in the file first.`;
  }
  if (why === 'depth') return `Line ${line}, column ${column}: it is nested too deep for notes.`;
  const rest = offset === text.length ? 'the text ends too early' : 'this is no JSON';
  return `Line ${line}, column ${column}: ${rest}. Mend it in the file first.`;
}

function schemaText(schema: unknown): string {
  if (typeof schema === 'string' && schema.startsWith('exitscope.notes/')) {
    return `Its format is ${schema}, and this version of Exitscope reads ${notesSchema}.`;
  }
  return `It holds no notes: they begin with "schema": "${notesSchema}".`;
}
