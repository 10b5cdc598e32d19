import type { DiagnosticFacts } from '../../src/protocol/facts';
import { hex } from '../../src/base/hex';
import { counted } from '../format/count';
import { Disclosure, type DisclosureOptions } from '../dom/Disclosure';
import { element } from '../dom/element';
import { icon } from '../dom/icon';

const severities = ['error', 'warning', 'info'] as const;
const nounOf = { error: 'error', warning: 'warning', info: 'note' } as const;

/** What the reader found out of order: counts in the strip, messages below it. */
export class DiagnosticsList {
  readonly disclosure: Disclosure;

  constructor(options: Omit<DisclosureOptions, 'testId'>) {
    this.disclosure = new Disclosure({ ...options, testId: 'diagnostics' });
  }

  show(diagnostics: readonly DiagnosticFacts[]): void {
    this.disclosure.button.disabled = diagnostics.length === 0;
    this.disclosure.setLabel(
      ...(diagnostics.length === 0 ? ['No diagnostics'] : counts(diagnostics)),
    );
    const sorted = severities.flatMap((severity) =>
      diagnostics.filter((diagnostic) => diagnostic.severity === severity),
    );
    this.disclosure.region.replaceChildren(
      element('ul', { class: 'diagnostics' }, ...sorted.map(entry)),
    );
  }
}

function counts(diagnostics: readonly DiagnosticFacts[]): readonly Node[] {
  return severities.flatMap((severity) => {
    const count = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    if (count === 0) return [];
    return [
      element(
        'span',
        { class: `severity ${severity}` },
        icon(severity),
        counted(count, nounOf[severity]),
      ),
    ];
  });
}

function entry(diagnostic: DiagnosticFacts): HTMLElement {
  const place = diagnostic.offset === null ? [] : [` at byte ${hex(diagnostic.offset)}`];
  return element(
    'li',
    {},
    element(
      'span',
      { class: `severity ${diagnostic.severity}` },
      icon(diagnostic.severity),
      nounOf[diagnostic.severity],
    ),
    element('span', { class: 'message' }, diagnostic.message),
    element('span', { class: 'code' }, diagnostic.code, ...place),
  );
}
