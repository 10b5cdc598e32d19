import { messageOf } from '../../base/messageOf';
import { noContent } from '../../notes/NotesContent';
import type { NotesContent, RecordingIdentity } from '../../notes/NotesContent';
import { notesText } from '../../notes/notesText';
import { readNotes } from '../../notes/readNotes';
import { relateTimes } from '../../notes/relateTimes';
import { shiftNotes } from '../../notes/shiftNotes';
import { replaceFile } from '../saving/replaceFile';
import { readBoundedText } from './readBoundedText';

/** Ten thousand notes of some hundred characters. */
const MOST_BYTES = 8 * 1024 * 1024;

/** What a file of notes holds, in times of the recording that is shown. */
export interface NotesOnDisk {
  readonly content: NotesContent;
  /** Added to the times of the file. */
  readonly shiftNs: number;
  /** What the file holds; undefined: there is none, or it was not read. */
  readonly text: string | undefined;
  /** What of it cannot be shown, in words; undefined: all of it is. */
  readonly problem: string | undefined;
  /** Why it must not be written to unasked; undefined: it may. */
  readonly objection: Objection | undefined;
}

export interface Objection {
  /** Its notes can be read, and are on something else. */
  readonly isReadable: boolean;
  readonly text: string;
}

/** Reads the notes of a file, and relates them to the recording that is shown. */
export async function notesOnDisk(
  file: string,
  shown: RecordingIdentity | undefined,
): Promise<NotesOnDisk> {
  let text: string | undefined;
  try {
    text = await readBoundedText(file, MOST_BYTES);
    if (text === undefined) return nothingRead;
    const { content, problem } = readNotes(text);
    const { shiftNs, doubt } =
      shown === undefined
        ? { shiftNs: 0, doubt: undefined }
        : relateTimes(content.recording, shown);
    return {
      content: shiftNotes(content, shiftNs),
      shiftNs,
      text,
      problem: doubt ?? problem,
      objection: doubt === undefined ? undefined : { isReadable: true, text: doubt },
    };
  } catch (error) {
    const message = messageOf(error);
    const objection = { isReadable: false, text: message };
    return { ...nothingRead, text, problem: message, objection };
  }
}

const nothingRead: NotesOnDisk = {
  content: noContent,
  shiftNs: 0,
  text: undefined,
  problem: undefined,
  objection: undefined,
};

/** Writes notes that are in times of the recording shown, unless the file holds just them. */
export async function writeNotes(
  file: string,
  content: NotesContent,
  { shiftNs, text }: NotesOnDisk,
): Promise<void> {
  const wanted = notesText(shiftNotes(content, -shiftNs));
  if (wanted === text) return;
  await replaceFile(file, async (handle) => {
    await handle.writeFile(wanted);
  });
}
