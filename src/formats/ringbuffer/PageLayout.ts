/** Layout of a sub-buffer's header, from the recording's own `header_page` text. Bytes from its start. */
export interface PageLayout {
  readonly timestampOffset: number;
  readonly commitOffset: number;
  /** 4 on 32-bit kernels, else 8. Also the size of a stored lost-events count. */
  readonly commitBytes: 4 | 8;
  readonly dataOffset: number;
}

/** What every current 64-bit kernel writes. */
export const COMMON_PAGE_LAYOUT: PageLayout = {
  timestampOffset: 0,
  commitOffset: 8,
  commitBytes: 8,
  dataOffset: 16,
};

/**
 * Reads the lines `field: TYPE NAME; offset:N; size:N; signed:N;`.
 * Undefined when the text lacks a field or names offsets no sub-buffer can have.
 */
export function parsePageLayout(text: string): PageLayout | undefined {
  const fields = new Map<string, { offset: number; size: number }>();
  for (const line of text.split('\n')) {
    const match = /field:[^;]*?(\w+);\s*offset:(\d+);\s*size:(\d+);/.exec(line);
    if (match) fields.set(match[1]!, { offset: Number(match[2]), size: Number(match[3]) });
  }
  const timestamp = fields.get('timestamp');
  const commit = fields.get('commit');
  const data = fields.get('data');
  if (timestamp === undefined || commit === undefined || data === undefined) return undefined;
  const offsets = [timestamp.offset, commit.offset, data.offset];
  if (offsets.some((offset) => offset % 4 !== 0 || offset > 64)) return undefined;
  if (timestamp.size !== 8 || (commit.size !== 4 && commit.size !== 8)) return undefined;
  return {
    timestampOffset: timestamp.offset,
    commitOffset: commit.offset,
    commitBytes: commit.size,
    dataOffset: data.offset,
  };
}
