import { baseName } from '../../src/base/baseName';
import { parseClockShift } from '../../src/protocol/ClockShift';
import type { Companion } from '../../src/protocol/Companion';
import type { SourceFacts } from '../../src/protocol/facts';
import { createButton, createCheckbox, createTextField } from '../controls';
import { element } from '../dom/element';
import {
  guestCpuColumns,
  guestCpuTexts,
  recordingText,
  relationText,
  shiftFieldText,
  signedText,
  suggestedShift,
} from './recordingTexts';

export interface RecordingCardOptions {
  /** undefined: it could not be read. */
  readonly source: SourceFacts | undefined;
  readonly sources: readonly SourceFacts[];
  /** undefined for the document's own recording, which stays. */
  readonly companion: Companion | undefined;
  readonly changed: (companion: Companion) => void;
  readonly removed: () => void;
}

/** One recording of the session: what it is, how its clock fits, and what the user can say of it. */
export function recordingCard(options: RecordingCardOptions): HTMLElement {
  const { source, sources, companion } = options;
  const path = source?.path ?? companion?.path ?? '';
  const texts =
    source === undefined
      ? [element('p', { class: 'mistake' }, 'It could not be read: see the diagnostics.')]
      : [
          element('p', { class: 'quiet' }, recordingText(source)),
          ...(sources.length === 1 ? [] : [element('p', {}, relationText(source, sources))]),
          ...guestCpuTable(source),
        ];
  return element(
    'li',
    { class: 'recording', 'data-testid': 'recording' },
    element('h2', { title: path }, baseName(path)),
    ...texts,
    ...(companion === undefined ? [] : [companionForm({ ...options, companion })]),
  );
}

function guestCpuTable({ relation: { guestCpus }, clock }: SourceFacts): readonly HTMLElement[] {
  if (guestCpus.length === 0) return [];
  const head = guestCpuColumns.map(({ title, meaning }) =>
    element('th', { scope: 'col', title: meaning }, title),
  );
  const rows = guestCpus.map((cpu) =>
    element(
      'tr',
      cpu.outside > 0 ? { class: 'alarming' } : {},
      ...guestCpuTexts(cpu, clock.unit).map((text) => element('td', {}, text)),
    ),
  );
  return [
    element(
      'table',
      { class: 'guest-cpus', 'data-testid': 'guest-cpus' },
      element('thead', {}, element('tr', {}, ...head)),
      element('tbody', {}, ...rows),
    ),
  ];
}

function companionForm(
  options: RecordingCardOptions & { readonly companion: Companion },
): HTMLElement {
  const { source, companion, changed, removed } = options;
  const mistake = element('span', { class: 'mistake', role: 'alert' });
  const apply = (): void => {
    const text = shift.text.trim();
    const parsed = text === '' ? undefined : parseClockShift(text);
    const isValid = text === '' || parsed !== undefined;
    shift.setInvalid(!isValid);
    mistake.textContent = isValid ? '' : 'Give a shift such as -106us or 1446319219798.';
    if (!isValid) return;
    changed({
      path: companion.path,
      ...(parsed && { shift: parsed }),
      ...(guest.isChecked && { isGuest: true }),
    });
  };
  const shift = createTextField({
    label: 'Add to its times',
    placeholder: 'e.g. -106us, or clock units',
    isLabelInline: true,
    testId: 'recording-shift',
    edited: () => {
      mistake.textContent = '';
    },
    entered: apply,
  });
  shift.setText(shiftFieldText(companion.shift));
  const guest = createCheckbox({
    label: 'Recorded in a guest',
    isChecked: companion.isGuest === true,
    testId: 'recording-guest',
    changed: () => undefined,
  });
  const isToldByItself = typeof source?.relation.guestOf === 'number' && companion.isGuest !== true;
  return element(
    'div',
    { class: 'recording-form' },
    shift.root,
    ...(isToldByItself ? [] : [guest.root]),
    createButton({ label: 'Apply', testId: 'recording-apply', pressed: apply }),
    ...suggestion(source, companion, changed),
    createButton({ label: 'Remove', testId: 'recording-remove', pressed: removed }),
    mistake,
  );
}

/** What the guest's events say the clock should move by, on top of what the user said. */
function suggestion(
  source: SourceFacts | undefined,
  companion: Companion,
  changed: (companion: Companion) => void,
): readonly HTMLElement[] {
  const byNs = source && suggestedShift(source.relation.guestCpus);
  if (source === undefined || byNs === undefined || source.clock.unit === 'cycles') return [];
  const before = companion.shift?.unit === 'ns' ? Number(companion.shift.by) : 0;
  if (companion.shift?.unit === 'clock') return [];
  return [
    createButton({
      label: `Move by ${signedText(byNs, 'ns')}`,
      testId: 'recording-suggestion',
      pressed: () => {
        changed({ ...companion, shift: { by: String(before + byNs), unit: 'ns' } });
      },
    }),
  ];
}
