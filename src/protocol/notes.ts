/** Notes on a trace, kept in a file beside it; times in ns since the trace's first event. */
export interface Note {
  /** Unique in its file. */
  readonly id: string;
  readonly fromNs: number;
  /** Equal to `fromNs`: a note on a moment. */
  readonly toNs: number;
  /** Key of the lane that it is on; null: on all. */
  readonly lane: string | null;
  /** '' of a bookmark without a comment. */
  readonly text: string;
}

export interface NotesFile {
  /** Where they are kept; null: no file is chosen yet, and there are none. */
  readonly path: string | null;
  readonly notes: readonly Note[];
  /** Why the file could not be read, or not all of it; null: it could. */
  readonly problem: string | null;
}

/** How the lanes of a file's timeline are laid out. Lanes that it does not name are shown, after those that it does. */
export interface TimelineLayout {
  /** Keys in the order they are shown in. */
  readonly order: readonly string[];
  readonly pinned: readonly string[];
  readonly collapsed: readonly string[];
  readonly hidden: readonly string[];
}
