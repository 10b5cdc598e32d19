import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventFormat } from '../../../src/formats/tracefs/EventFormat';
import { parseEventFormat } from '../../../src/formats/tracefs/parseEventFormat';

export type FormatFixture = 'linux-6.1-vmx' | 'linux-6.18-kvm-kvmmmu-ksm' | 'linux-6.18-sched';

/** The format texts of a fixture file, one an event. */
export function formatTexts(fixture: FormatFixture): readonly string[] {
  const path = join(import.meta.dirname, '../../fixtures/formats', `${fixture}.formats.txt`);
  return readFileSync(path, 'latin1').split(/^(?=name: )/m);
}

export function fixtureFormat(fixture: FormatFixture, event: string): EventFormat {
  const text = formatTexts(fixture).find((candidate) => candidate.startsWith(`name: ${event}\n`));
  const format = parseEventFormat('kvm', text ?? '');
  if (format === undefined) throw new Error(`${fixture} has no ${event}`);
  return format;
}

/** A format with these field lines (`u32 isa; 8; 4; 0`: declaration, offset, size, signed) and print format. */
export function madeFormat(fieldLines: readonly string[], printFormat = '""'): EventFormat {
  const fields = fieldLines.map((line) => {
    const [declaration, offset, size, signed] = line.split(';').map((part) => part.trim());
    return `\tfield:${declaration};\toffset:${offset};\tsize:${size};\tsigned:${signed};`;
  });
  const text = [
    'name: made',
    'ID: 7',
    'format:',
    '\tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;',
    '\tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;',
    '',
    ...fields,
    '',
    `print fmt: ${printFormat}`,
  ].join('\n');
  const format = parseEventFormat('made', text);
  if (format === undefined) throw new Error('the made format is none');
  return format;
}
