import { baseName } from '../../base/baseName';
import type { SymbolImageRow, SymbolProblemRow, SymbolState } from '../../protocol/code';
import { placedTexts } from '../../protocol/codeTexts';
import type { TreeNode } from '../analysis/TreeNode';
import { imageFacts, originFacts } from './imageFacts';
import type { ImageFact } from './imageFacts';
import type { WishedFile, Wishes, WishNote } from './Wishes';

/** A line of the view "Guest Symbols", with what its actions need. */
export interface SymbolNode extends TreeNode {
  readonly children: readonly SymbolNode[];
  /** File that it is about. */
  readonly path?: string;
  readonly vm?: number;
  /** Path by which the user named it; undefined: nobody did. */
  readonly given?: string;
}

/** Of each VM the files of symbols, how they are placed and what is wrong with them; where there are none, the way to some. */
export function symbolNodes(state: SymbolState, wishes: Wishes): readonly SymbolNode[] {
  const { images, unreadable } = state;
  const shown = new Set(images.map(({ path }) => path));
  const files = unreadable.filter(({ path }) => !shown.has(path));
  const notes = wishes.notes.filter(({ path }) => path === null || !shown.has(path));
  return [
    ...notes.map(noteNode),
    ...files.map((file) => unreadableNode(file, wishes)),
    ...(hasSymbols(state) ? [] : [addNode]),
    ...vmsOf(state).map((vm) => vmNode(vm, state, wishes)),
  ];
}

/** Whether any file was asked for, or came with a recording. */
export function hasSymbols({ images, unreadable }: SymbolState): boolean {
  return images.length + unreadable.length > 0;
}

const addNode: SymbolNode = {
  id: 'add',
  label: 'Add Guest Symbols…',
  description: '',
  tooltip: '',
  icon: 'add',
  children: [],
  command: 'exitscope.addSymbols',
};

const icons: Readonly<Record<SymbolProblemRow['severity'], Pick<TreeNode, 'icon' | 'iconColor'>>> =
  {
    error: { icon: 'error', iconColor: 'list.errorForeground' },
    warning: { icon: 'warning', iconColor: 'list.warningForeground' },
    info: { icon: 'info' },
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
    // Another one as soon as there is something to see: VS Code keeps what was closed so by its id.
    id: own.length === 0 ? `vm${vm}/none` : `vm${vm}`,
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
  const { vm, path, module, placedBy } = image;
  const id = `vm${vm}/${index}/${path}`;
  const problems = [...image.problems, ...wishes.notes.filter((note) => note.path === path)];
  const wish = wishOf(wishes, path, vm);
  const worst = (['error', 'warning'] as const).find((severity) =>
    problems.some((problem) => problem.severity === severity),
  );
  const placed = placedTexts(image).join(' · ');
  const canSlide = module === null;
  return {
    id,
    label: baseName(path),
    description: placed,
    tooltip: `${path}\n${placed}`,
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
      ...imageFacts(image, wish?.origin).map((fact) => factNode(id, fact)),
    ],
  };
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
      ...(wish === undefined ? [] : [factNode(id, originFacts[wish.origin])]),
    ],
  };
}

function noteNode(note: WishNote, index: number): SymbolNode {
  const node = problemNode(`note${index}`, note);
  if (note.code === 'symbols-untrusted') return { ...node, command: 'workbench.trust.manage' };
  if (note.path === null) return { ...node, context: 'symbolSetting' };
  return { ...node, given: note.path, context: 'given' };
}

function problemNode(id: string, { severity, message }: SymbolProblemRow): SymbolNode {
  return { ...textNode(id, message), ...icons[severity] };
}

function factNode(parent: string, { icon, text }: ImageFact): SymbolNode {
  return { ...textNode(`${parent}/${icon}`, text), icon };
}

function textNode(id: string, text: string): SymbolNode {
  return { id, label: text, description: '', tooltip: text, children: [] };
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
