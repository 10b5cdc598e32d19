import { messageOf } from '../../base/messageOf';
import { isVm } from '../isVm';
import { globParts } from './glob';

/** Files that the setting `exitscope.symbols` names. */
export interface SettingEntry {
  /** Paths or patterns, as they were written. */
  readonly files: readonly string[];
  /** Of traces that they are for; undefined: all. */
  readonly trace: string | undefined;
  /** null: every VM. */
  readonly vm: number | null;
}

/** Entries beyond are left out, and told. */
const MOST_ENTRIES = 256;

/** Reads the setting; what is no entry is told, and the others count. */
export function readSymbolSetting(value: unknown): {
  readonly entries: readonly SettingEntry[];
  readonly problems: readonly string[];
} {
  if (value === undefined || value === null) return { entries: [], problems: [] };
  if (!Array.isArray(value)) return { entries: [], problems: ['It is no list of files.'] };
  const problems: string[] = [];
  const entries = value.slice(0, MOST_ENTRIES).flatMap((entry: unknown, index) => {
    const read = readEntry(entry);
    if (typeof read !== 'string') return [read];
    problems.push(`Entry ${index + 1} ${read}.`);
    return [];
  });
  if (value.length > MOST_ENTRIES) {
    problems.push(`It has ${value.length} entries, and at most ${MOST_ENTRIES} are read.`);
  }
  return { entries, problems };
}

function readEntry(entry: unknown): SettingEntry | string {
  if (typeof entry === 'string') return checked({ files: [entry], trace: undefined, vm: null });
  if (typeof entry !== 'object' || entry === null) return 'is no path, nor an object with files';
  const { files, trace, vm = null, ...others } = entry as Record<string, unknown>;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) return `has a member “${unknown}”; known are trace, vm and files`;
  if (!isTexts(files) || files.length === 0) return 'has no list of files';
  if (trace !== undefined && typeof trace !== 'string') return 'has a trace that is no pattern';
  if (vm !== null && !isVm(vm)) return 'has a vm that is no number from 0 on';
  return checked({ files, trace, vm });
}

function checked(entry: SettingEntry): SettingEntry | string {
  for (const text of [...entry.files, ...(entry.trace === undefined ? [] : [entry.trace])]) {
    if (text.trim() === '') return 'has an empty path';
    try {
      globParts(text);
    } catch (error) {
      return `is no pattern: ${messageOf(error)}`;
    }
  }
  return entry;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}
