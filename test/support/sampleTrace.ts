import { cpSync, readdirSync } from 'node:fs';
import path from 'node:path';

const sampleFolder = path.join(__dirname, '../../sample');

/** Name of the recording in sample/ that everything shown to a newcomer uses. */
export function sampleTraceName(): string {
  const name = readdirSync(sampleFolder)
    .sort()
    .find((file) => file.endsWith('.trace.dat'));
  if (name === undefined) throw new Error(`No *.trace.dat in ${sampleFolder}.`);
  return name;
}

/** Copies the sample with its symbols and sources: nobody works on the original. */
export function copySample(folder: string): void {
  cpSync(sampleFolder, folder, { recursive: true });
}

/** Copies the sample's recording alone, under other names. */
export function copySampleTrace(folder: string, names: readonly string[]): void {
  const original = path.join(sampleFolder, sampleTraceName());
  for (const name of names) cpSync(original, path.join(folder, name));
}
