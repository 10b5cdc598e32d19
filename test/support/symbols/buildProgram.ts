import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { inliningSource, nestedSource, startingSource } from './inliningSource';
import { toolText } from './toolText';

export interface ProgramToBuild {
  readonly folder: string;
  readonly name: string;
  readonly compiler: string;
  readonly options: readonly string[];
}

const UNITS = 3;
const FUNCTIONS_A_UNIT = 12;

/** Builds a program of several units full of inlined functions; returns its path. */
export function buildProgram({ folder, name, compiler, options }: ProgramToBuild): string {
  const sources = Array.from({ length: UNITS }, (_, unit) => {
    const text = inliningSource({ unit, functionCount: FUNCTIONS_A_UNIT });
    return written(folder, `unit${unit}.c`, text);
  });
  const start = written(folder, 'start.c', startingSource(UNITS));
  const image = path.join(folder, name);
  const frozen = ['-O2', '-ffreestanding', '-nostdlib', '-static', '-no-pie'];
  const quiet = compiler.startsWith('clang') ? ['-Wno-unused-command-line-argument'] : [];
  toolText(compiler, [...frozen, ...quiet, ...options, '-o', image, start, ...sources]);
  return image;
}

/** Builds one such unit as a relocatable file; returns its path. */
export function buildObject({ folder, name, compiler, options }: ProgramToBuild): string {
  const source = inliningSource({ unit: 0, functionCount: FUNCTIONS_A_UNIT });
  const object = path.join(folder, name);
  toolText(compiler, ['-O2', '-c', ...options, '-o', object, written(folder, 'object.c', source)]);
  return object;
}

/** Builds a program with a function in a function (GNU C), and one inlined into both. */
export function buildNested(folder: string): string {
  const source = written(folder, 'nested.c', nestedSource);
  const image = path.join(folder, 'nested');
  const frozen = ['-O2', '-ffreestanding', '-nostdlib', '-static', '-no-pie'];
  toolText('gcc', [...frozen, '-g', '-gdwarf-5', '-o', image, source]);
  return image;
}

function written(folder: string, name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}
