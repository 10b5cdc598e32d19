import { baseName } from '../../src/base/baseName';
import type { AnalysisCoverage, DoctorReport, RecordingCoverage } from '../../src/protocol/doctor';
import { missingTexts, verdictTexts } from '../../src/protocol/doctorTexts';
import { createIconButton } from '../controls';
import { Disclosure, type DisclosureOptions } from '../dom/Disclosure';
import { element } from '../dom/element';
import { icon } from '../dom/icon';
import type { Host } from '../host';
import { LatestCall } from '../LatestCall';

export interface CoveragePanelOptions extends Omit<DisclosureOptions, 'testId'> {
  readonly host: Host;
  readonly copied: (text: string) => void;
}

/** What the recordings allow to find out, what they lack for it, and how to record that. */
export class CoveragePanel {
  readonly disclosure: Disclosure;
  private readonly doctor: LatestCall<'doctor'>;
  private drawn = '';

  constructor(private readonly options: CoveragePanelOptions) {
    this.doctor = new LatestCall({
      host: options.host,
      method: 'doctor',
      answered: (report) => {
        this.show(report);
      },
      failed: (message) => {
        this.drawn = '';
        this.disclosure.region.replaceChildren(element('p', { class: 'empty' }, message));
      },
    });
    this.disclosure = new Disclosure({
      testId: 'coverage',
      isOpen: options.isOpen,
      toggled: () => {
        options.toggled();
        this.refresh();
      },
    });
    this.disclosure.setLabel('What it can tell');
  }

  /** What is loaded may have changed. Nothing is asked while nobody looks. */
  refresh(): void {
    if (!this.disclosure.region.hidden) this.doctor.ask({});
  }

  private show(report: DoctorReport): void {
    const wanted = JSON.stringify(report);
    if (wanted === this.drawn) return;
    this.drawn = wanted;
    const { recordings } = report;
    const isOne = recordings.length === 1;
    this.disclosure.region.replaceChildren(
      element(
        'div',
        { class: 'coverage' },
        ...recordings.map((recording) => this.recording(recording, isOne)),
      ),
    );
  }

  private recording(coverage: RecordingCoverage, isOne: boolean): HTMLElement {
    const { path, findings, analyses } = coverage;
    return element(
      'section',
      { 'data-testid': 'coverage-recording', 'aria-label': baseName(path) },
      ...(isOne ? [] : [element('h2', { title: path }, baseName(path))]),
      ...findings.map(({ severity, message }) =>
        element(
          'p',
          { class: 'coverage-finding' },
          element('span', { class: `severity ${severity}` }, icon(severity)),
          message,
        ),
      ),
      element('ul', { class: 'coverage-analyses' }, ...analyses.map(analysisEntry)),
      ...this.commands(coverage),
    );
  }

  private commands({ commands }: RecordingCoverage): readonly HTMLElement[] {
    if (commands.length === 0) return [];
    const purposes = [...new Set(commands.map(({ purpose }) => purpose))];
    const blocks = purposes.flatMap((wanted) => [
      element('h3', {}, wanted),
      ...commands
        .filter(({ purpose }) => purpose === wanted)
        .map(({ tool, line }) =>
          element(
            'div',
            { class: 'record-line' },
            createIconButton({
              icon: 'copy',
              label: `Copy the ${tool} line: ${wanted}`,
              testId: 'record-copy',
              pressed: () => {
                this.options.copied(line);
              },
            }),
            element('code', {}, line),
          ),
        ),
    ]);
    return [
      element(
        'div',
        { class: 'record-lines' },
        element('h2', {}, 'To record what is missing'),
        ...blocks,
      ),
    ];
  }
}

function analysisEntry(analysis: AnalysisCoverage): HTMLElement {
  const { id, title, tells, verdict } = analysis;
  const missing = missingTexts(analysis);
  return element(
    'li',
    { 'data-analysis': id, 'data-verdict': verdict },
    element(
      'div',
      { class: 'coverage-title' },
      element('strong', {}, title),
      element('span', { class: `verdict ${verdict}` }, verdictTexts[verdict]),
    ),
    element('p', { class: 'quiet' }, `Tells ${tells}.`),
    ...missing.map((text) => element('p', { class: 'coverage-missing' }, text)),
  );
}
