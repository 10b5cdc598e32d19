import { buildPath, equalTail } from './buildPath';

/** A file of the workspace that could be the one that debug information names. */
export interface WorkspaceFile {
  /** Absolute, with slashes. */
  readonly path: string;
  /** From the folder of the workspace that it is in. */
  readonly relativePath: string;
}

export interface SourceCandidate<F extends WorkspaceFile> {
  readonly file: F;
  /** Segments at the end that are as the debug information has them. */
  readonly equalSegments: number;
}

/** Segments that must be equal before a file is taken without a question: `process.c` alone is in every tree. */
const SURE_SEGMENTS = 2;

/** Files that have the name of a source file: the most equal path first, then the shortest. */
export function rankedCandidates<F extends WorkspaceFile>(
  source: string,
  files: readonly F[],
): readonly SourceCandidate<F>[] {
  const { segments } = buildPath(source);
  return files
    .map((file) => ({ file, equalSegments: equalTail(segments, buildPath(file.path).segments) }))
    .filter(({ equalSegments }) => equalSegments > 0)
    .sort(
      (a, b) =>
        b.equalSegments - a.equalSegments ||
        a.file.path.length - b.file.path.length ||
        (a.file.path < b.file.path ? -1 : 1),
    );
}

/**
 * The one that needs no question: a folder of the workspace is the root of the source, and no other
 * file is as likely.
 */
export function sureCandidate<F extends WorkspaceFile>(
  ranked: readonly SourceCandidate<F>[],
): F | undefined {
  const [first, second] = ranked;
  if (first === undefined || first.equalSegments < SURE_SEGMENTS) return undefined;
  if (second?.equalSegments === first.equalSegments) return undefined;
  const { length } = buildPath(first.file.relativePath).segments;
  return length <= first.equalSegments ? first.file : undefined;
}
