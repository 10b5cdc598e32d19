import { LinePayloads } from '../../src/lines/LinePayloads';
import { readTraceLine } from '../../src/lines/readTraceLine';
import { textHabits } from '../../src/lines/textHabits';
import type { TextLines } from '../../src/lines/visitLines';

/** A text in memory, line by line. */
export function madeLines(texts: readonly string[]): TextLines {
  return { count: texts.length, text: (line) => texts[line]! };
}

/** What reads the payloads of these lines. */
export function payloadsOf(texts: readonly string[]): LinePayloads {
  return new LinePayloads(textHabits(texts.map(readTraceLine)));
}

/** `  CPU 0/KVM-231   [001]    10.000123: kvm_exit: …` from `10.000123 0 kvm_exit: …`: time, vCPU, event. */
export function reportLines(short: string): string[] {
  return short
    .trim()
    .split('\n')
    .map((line) => {
      const [, time, vcpu, event] = /^\s*(\S+) (\d+) (.*)$/.exec(line) ?? [];
      if (event === undefined) return line.trim();
      return `       CPU ${vcpu!}/KVM-${231 + Number(vcpu)}   [00${vcpu!}]    ${time!}: ${event}`;
    });
}
