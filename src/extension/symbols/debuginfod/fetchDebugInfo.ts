import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { fileBuildId } from '../../../engine/node/fileBuildId';
import { isBuildId } from './DebugInfoCache';

export interface FetchOptions {
  /** Servers, asked one after the other. */
  readonly urls: readonly string[];
  readonly buildId: string;
  /** Where the file is to be. */
  readonly target: string;
  readonly mostBytes: number;
  /** A server that says nothing for so long is given up. */
  readonly patienceMs: number;
  readonly stop: AbortSignal;
  /** `totalBytes` undefined: the server does not say. */
  readonly progress: (host: string, doneBytes: number, totalBytes: number | undefined) => void;
}

export type Fetched =
  | { readonly is: 'there'; readonly host: string }
  /** `reasons`: one a server, with its host. */
  | { readonly is: 'missing'; readonly reasons: readonly string[] }
  | { readonly is: 'stopped' };

/**
 * Asks debuginfod servers for the debug information of a build (`/buildid/ID/debuginfo`, see
 * debuginfod(8)). Nothing but the build ID is sent. The file is there as a whole, with that build ID,
 * or not at all.
 */
export async function fetchDebugInfo(options: FetchOptions): Promise<Fetched> {
  const { urls, buildId, stop } = options;
  if (!isBuildId(buildId)) return { is: 'missing', reasons: [`“${buildId}” is no build ID`] };
  const reasons: string[] = [];
  for (const url of urls) {
    const server = serverOf(url);
    if (server === undefined) {
      reasons.push(`“${url}” is no http or https address`);
      continue;
    }
    try {
      await fetchFrom(server, options);
      return { is: 'there', host: server.host };
    } catch (error) {
      if (stop.aborted) return { is: 'stopped' };
      reasons.push(`${server.host}: ${reasonOf(error)}`);
    }
  }
  return { is: 'missing', reasons };
}

/** undefined: nothing can be asked there. */
export function serverOf(url: string): URL | undefined {
  if (!URL.canParse(url)) return undefined;
  const server = new URL(url);
  return server.protocol === 'http:' || server.protocol === 'https:' ? server : undefined;
}

async function fetchFrom(server: URL, options: FetchOptions): Promise<void> {
  const { buildId, target } = options;
  const part = `${target}.${randomBytes(6).toString('hex')}.part`;
  const handle = await open(part, 'wx');
  try {
    await download(server, handle, options);
    await handle.close();
    const own = await fileBuildId(part);
    if (own !== buildId) throw new Error(`what came has build ID ${own ?? 'none'}`);
    await rename(part, target);
  } catch (error) {
    await handle.close();
    await rm(part, { force: true });
    throw error;
  }
}

async function download(server: URL, handle: FileHandle, options: FetchOptions): Promise<void> {
  const { buildId, mostBytes, patienceMs, stop, progress } = options;
  const silence = new AbortController();
  const giveUp = (): void =>
    silence.abort(new Error(`nothing came for ${Math.round(patienceMs / 1000)} s`));
  let timer = setTimeout(giveUp, patienceMs);
  try {
    const address = `${server.origin}${server.pathname.replace(/\/+$/, '')}/buildid/${buildId}/debuginfo`;
    const signal = AbortSignal.any([stop, silence.signal]);
    const response = await fetch(address, {
      signal,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    if (!response.ok || response.body === null) throw new Error(statusOf(response));
    const said = sizeOf(response);
    if (said !== undefined && said > mostBytes) throw tooLarge(said, mostBytes);
    let bytes = 0;
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      clearTimeout(timer);
      timer = setTimeout(giveUp, patienceMs);
      bytes += chunk.length;
      if (bytes > mostBytes) throw tooLarge(bytes, mostBytes);
      await handle.writeFile(chunk);
      progress(server.host, bytes, said);
    }
    await handle.sync();
  } finally {
    clearTimeout(timer);
  }
}

/** Of the file, which may be packed on its way: then debuginfod has a header of its own. */
function sizeOf({ headers }: Response): number | undefined {
  const isPacked = headers.has('content-encoding');
  const text =
    headers.get('x-debuginfod-size') ?? (isPacked ? null : headers.get('content-length'));
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function statusOf({ status, statusText }: Response): string {
  return status === 404 ? '404, it has none of this build' : `${status} ${statusText}`.trim();
}

function tooLarge(bytes: number, mostBytes: number): Error {
  const [is, most] = [bytes, mostBytes].map((size) => `${(size / 1e6).toFixed(1)} MB`);
  return new Error(`the file has ${is!} or more, and at most ${most!} are taken`);
}

/** What `fetch` throws says “fetch failed”, and why in its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== ''
    ? error.cause.message
    : error.message;
}
