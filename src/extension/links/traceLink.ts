import { readPlace } from '../readPlace';
import type { TimelinePlace } from '../readPlace';

/** What a link leads to. */
export interface TraceLink {
  /** Absolute, or relative to a folder of the workspace, with slashes. */
  readonly file: string;
  /** Absolute stamp of the first event that the times are counted from; null: there is none. */
  readonly t0Ns: string | null;
  readonly place: TimelinePlace;
}

/** Publisher and name of this extension: what VS Code hands us links by. */
export const linkAuthority = 'exitscope.exitscope';
/** Path of the links that open a recording. */
export const openPath = '/open';

/** The query of a link: `file=idle.trace.dat&from=5&to=9&lane=vm0/vcpu1/state&at=7`. */
export function linkQuery({ file, t0Ns, place }: TraceLink): string {
  const { fromNs, toNs, lane, timeNs } = place;
  const members: readonly (readonly [string, string | null])[] = [
    ['file', file],
    ['from', Math.round(fromNs).toString()],
    ['to', Math.round(toNs).toString()],
    ['lane', lane],
    ['at', timeNs === null ? null : Math.round(timeNs).toString()],
    ['t0', t0Ns],
  ];
  return members
    .flatMap(([name, value]) => (value === null ? [] : [`${name}=${encoded(value)}`]))
    .join('&');
}

/** Reads a query as `vscode.Uri` has it; throws, in words, when it leads nowhere. */
export function readLinkQuery(query: string): TraceLink {
  const members = new Map(
    query.split('&').map((member) => {
      const at = member.indexOf('=');
      return [member.slice(0, Math.max(at, 0)), decoded(member.slice(at + 1))];
    }),
  );
  const file = members.get('file');
  if (file === undefined || file === '') throw new Error('The link names no file.');
  const place = readPlace({
    fromNs: timeOf(members.get('from')),
    toNs: timeOf(members.get('to')),
    lane: members.get('lane') ?? null,
    timeNs: members.has('at') ? timeOf(members.get('at')) : null,
  });
  const t0 = members.get('t0');
  return { file, t0Ns: t0 !== undefined && /^-?\d{1,29}$/.test(t0) ? t0 : null, place };
}

/**
 * A link is decoded on its way once by `vscode.Uri`, and once more, with `+` for blanks, where a
 * browser hands it over. So what means something in a query is not left to percent signs, and the
 * rest reads the same however often it is decoded.
 */
function encoded(value: string): string {
  const escaped = value.replaceAll(
    /[~%&+=#? ]/g,
    (sign) => `~${sign.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return encodeURIComponent(escaped).replaceAll('%2F', '/');
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value).replaceAll(/~([\da-f]{2})/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  } catch {
    throw new Error(`The link is damaged at “${value}”.`);
  }
}

/** NaN, which is no time, for what is none. */
function timeOf(text: string | undefined): number {
  return text !== undefined && /^-?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
}
