import { membersOf } from '../../base/membersOf';
import type { SymbolWish, SymbolWishes } from '../../protocol/code';
import { isSlide } from '../../protocol/parseSlide';
import { isVm } from '../isVm';
import type { FileIdentity } from './FileIdentity';

/** A file that the user named for a trace, as it was then. */
export interface KeptFile extends SymbolWish {
  readonly identity: FileIdentity;
}

/** What the user said of the symbols of one trace. */
export interface KeptSymbols {
  readonly files: readonly KeptFile[];
  readonly slides: SymbolWishes['slides'];
}

/** More than anybody names: what is kept must not grow without end. */
const MOST_KEPT_FILES = 256;

export const nothingKept: KeptSymbols = { files: [], slides: [] };

/** Reads what was kept; throws when it is nothing of the kind. */
export function readKeptSymbols(value: unknown): KeptSymbols {
  const { files, slides } = membersOf(value);
  if (!Array.isArray(files) || !Array.isArray(slides)) throw wrong();
  return {
    files: files.slice(0, MOST_KEPT_FILES).map(readFile),
    slides: slides.slice(0, MOST_KEPT_FILES).map(readSlide),
  };
}

/** Files that are named again are as they are now, whichever VMs they were for. */
export function withFiles(kept: KeptSymbols, added: readonly KeptFile[]): KeptSymbols {
  const paths = new Set(added.map(({ path }) => path));
  const others = kept.files.filter(({ path }) => !paths.has(path));
  return { ...kept, files: [...others, ...added].slice(-MOST_KEPT_FILES) };
}

export function withoutFiles(kept: KeptSymbols, paths: readonly string[]): KeptSymbols {
  return { ...kept, files: kept.files.filter(({ path }) => !paths.includes(path)) };
}

/** `slide`: undefined for the one that the exits tell. */
export function withSlide(kept: KeptSymbols, vm: number, slide: string | undefined): KeptSymbols {
  const others = kept.slides.filter((of) => of.vm !== vm);
  return { ...kept, slides: slide === undefined ? others : [...others, { vm, slide }] };
}

function readFile(value: unknown): KeptFile {
  const { path, vm, identity } = membersOf(value);
  const { buildId, bytes, modifiedMs } = membersOf(identity);
  if (typeof path !== 'string' || path === '' || (vm !== null && !isVm(vm))) throw wrong();
  if (buildId !== null && typeof buildId !== 'string') throw wrong();
  if (typeof bytes !== 'number' || typeof modifiedMs !== 'number') throw wrong();
  return { path, vm, identity: { buildId, bytes, modifiedMs } };
}

function readSlide(value: unknown): KeptSymbols['slides'][number] {
  const { vm, slide } = membersOf(value);
  if (!isVm(vm) || typeof slide !== 'string' || !isSlide(slide)) throw wrong();
  return { vm, slide };
}

function wrong(): Error {
  return new Error('These are no symbols of a trace.');
}
