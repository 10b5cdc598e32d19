import { baseName } from '../../base/baseName';
import type { SymbolImageRow, SymbolProblemRow, SymbolState } from '../../protocol/code';
import type { TreeNode } from '../analysis/TreeNode';
import { placedText } from './placedText';
import type { WishedFile, Wishes, WishNote, WishOrigin } from './Wishes';

/** A line of the view "Guest Symbols", with what its actions need. */
export interface SymbolNode extends TreeNode {
  readonly children: readonly SymbolNode[];
  /** File that it is about. */
  readonly path?: string;
  readonly vm?: number;
  /** Path by which the user named it; undefined: nobody did. */
  readonly given?: string;
}

/** Of each VM the files of symbols, how they are placed and what is wrong with them; empty: there are none. */
export function symbolNodes(state: SymbolState, wishes: Wishes): readonly SymbolNode[] {
  const { images, unreadable } = state;
  const shown = new Set(images.map(({ path }) => path));
  const files = unreadable.filter(({ path }) => !shown.has(path));
  const notes = wishes.notes.filter(({ path }) => path === null || !shown.has(path));
  if (images.length + files.length + notes.length === 0) return [];
  return [
    ...notes.map(noteNode),
    ...files.map((file) => unreadableNode(file, wishes)),
    ...vmsOf(state).map((vm) => vmNode(vm, state, wishes)),
  ];
}

const icons: Readonly<Record<SymbolProblemRow['severity'], Pick<TreeNode, 'icon' | 'iconColor'>>> =
  {
    error: { icon: 'error', iconColor: 'list.errorForeground' },
    warning: { icon: 'warning', iconColor: 'list.warningForeground' },
    info: { icon: 'info' },
  };

const kindWords: Readonly<Record<SymbolImageRow['kind'], string>> = {
  kallsyms: 'kallsyms',
  'system-map': 'System.map',
  elf: 'ELF',
};

const originWords: Readonly<Record<WishOrigin, string>> = {
  given: 'Named for this trace',
  setting: 'From the setting exitscope.symbols',
  'build-id': 'Named for another trace; this one was recorded on its build',
  'stand-in': 'In place of a file with the same build ID that is gone',
  debuginfod: 'Fetched by its build ID (debuginfod)',
};

function vmsOf({ images, vms }: SymbolState): readonly number[] {
  const all = [...images.map(({ vm }) => vm), ...vms.map(({ vm }) => vm)];
  return [...new Set(all)].sort((a, b) => a - b);
}

function vmNode(vm: number, { images, vms }: SymbolState, wishes: Wishes): SymbolNode {
  const own = images.filter((image) => image.vm === vm);
  const buildId = vms.find((of) => of.vm === vm)?.buildId ?? null;
  const hasSlide = wishes.slides.some((of) => of.vm === vm);
  return {
    id: `vm${vm}`,
    label: `VM ${vm}`,
    description: own.length === 0 ? 'no symbols' : '',
    tooltip: buildId === null ? '' : `Recorded on a kernel with build ID ${buildId}`,
    icon: 'vm',
    isOpen: true,
    context: hasSlide ? 'symbolVm slideGiven' : 'symbolVm',
    vm,
    children: own.map((image, index) => imageNode(image, index, wishes)),
  };
}

function imageNode(image: SymbolImageRow, index: number, wishes: Wishes): SymbolNode {
  const { vm, path, kind, buildId, module, placedBy, hasCode, hasLines } = image;
  const id = `vm${vm}/${index}/${path}`;
  const problems = [...image.problems, ...wishes.notes.filter((note) => note.path === path)];
  const wish = wishOf(wishes, path, vm);
  const worst = (['error', 'warning'] as const).find((severity) =>
    problems.some((problem) => problem.severity === severity),
  );
  const kindText = module === null ? kindWords[kind] : `module ${module}`;
  const canSlide = module === null && kind !== 'kallsyms';
  return {
    id,
    label: baseName(path),
    description: [kindText, placedText(image)].filter((text) => text !== '').join(' · '),
    tooltip: path,
    ...(worst === undefined
      ? { icon: placedBy === null ? 'circle-slash' : 'file-code' }
      : icons[worst]),
    isOpen: worst !== undefined,
    context: contextOf(wish, canSlide),
    path,
    vm,
    ...givenOf(wish),
    children: [
      ...problems.map((problem, at) => problemNode(`${id}/problem${at}`, problem)),
      ...factsOf(image, wish).map(([icon, text]) => factNode(`${id}/${icon}`, icon, text)),
      ...(kind === 'elf'
        ? [factNode(`${id}/holds`, 'symbol-namespace', holds(hasCode, hasLines))]
        : []),
      ...(buildId === null ? [] : [factNode(`${id}/build`, 'key', `Build ID ${buildId}`)]),
    ],
  };
}

function factsOf(
  { isOfTrace, checked, fitting }: SymbolImageRow,
  wish: WishedFile | undefined,
): readonly (readonly [icon: string, text: string])[] {
  const origin = isOfTrace
    ? 'Came with the recording of the guest'
    : wish === undefined
      ? undefined
      : originWords[wish.origin];
  return [
    ...(origin === undefined ? [] : [['tag', origin] as const]),
    ...(checked === 0
      ? []
      : [
          [
            'checklist',
            `${amount(fitting)} of ${amount(checked)} places where the guest exited fit`,
          ] as const,
        ]),
  ];
}

function holds(hasCode: boolean, hasLines: boolean): string {
  if (hasCode) return hasLines ? 'Holds code and source lines' : 'Holds code, no source lines';
  return hasLines ? 'Holds source lines, no code' : 'Holds neither code nor source lines';
}

function unreadableNode(
  { path, message }: SymbolState['unreadable'][number],
  wishes: Wishes,
): SymbolNode {
  const id = `unreadable/${path}`;
  const wish = wishOf(wishes, path, undefined);
  return {
    id,
    label: baseName(path),
    description: 'not used',
    tooltip: path,
    ...icons.error,
    isOpen: true,
    context: contextOf(wish, false),
    path,
    ...givenOf(wish),
    children: [
      problemNode(`${id}/message`, { severity: 'error', code: 'unreadable', message }),
      ...(wish === undefined ? [] : [factNode(`${id}/tag`, 'tag', originWords[wish.origin])]),
    ],
  };
}

function noteNode(note: WishNote, index: number): SymbolNode {
  const node = problemNode(`note${index}`, note);
  if (note.path === null) return { ...node, context: 'symbolSetting' };
  return { ...node, given: note.path, context: 'given' };
}

function problemNode(id: string, { severity, message }: SymbolProblemRow): SymbolNode {
  return { ...factNode(id, '', message), ...icons[severity] };
}

function factNode(id: string, icon: string, text: string): SymbolNode {
  return { id, label: text, description: '', tooltip: text, icon, children: [] };
}

/** `given`: it can be removed; `canSlide`: a slide can be chosen for it. */
function contextOf(wish: WishedFile | undefined, canSlide: boolean): string {
  return [
    'symbolFile',
    ...('given' in givenOf(wish) ? ['given'] : []),
    ...(wish?.origin === 'setting' ? ['ofSetting'] : []),
    ...(canSlide ? ['canSlide'] : []),
  ].join(' ');
}

function givenOf(wish: WishedFile | undefined): { readonly given?: string } {
  if (wish?.origin !== 'given' && wish?.origin !== 'stand-in') return {};
  return { given: wish.standsFor ?? wish.path };
}

function wishOf({ files }: Wishes, path: string, vm: number | undefined): WishedFile | undefined {
  return files.find(
    (file) => file.path === path && (file.vm === null || vm === undefined || file.vm === vm),
  );
}

/** Places that share a vote count as fractions. */
function amount(count: number): string {
  return (Math.round(count * 10) / 10).toLocaleString('en-US');
}
