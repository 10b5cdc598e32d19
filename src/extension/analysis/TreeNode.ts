import type { LanePlace } from '../timeline/rangeNotice';

/** One line of a tree view, in plain types. */
export interface TreeNode {
  /** Unique in its tree, and the same after another load: VS Code keeps open what was open by it. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  /** Name of one of VS Code's icons; undefined: none. */
  readonly icon?: string;
  /** Name of one of VS Code's colours for the icon. */
  readonly iconColor?: string;
  readonly children: readonly TreeNode[];
  /** Whether its children are shown at first. */
  readonly isOpen?: boolean;
  readonly target?: TreeTarget;
  /** Where the timeline shows it. */
  readonly place?: LanePlace;
  /** By this package.json says which actions it has, where it has no place. */
  readonly context?: string;
  /** Command without arguments that a click runs, where it leads to no target. */
  readonly command?: string;
}

/** What a click leads to. */
export type TreeTarget =
  | { readonly kind: 'event'; readonly timeNs: number }
  | {
      readonly kind: 'idle';
      readonly vm: number;
      readonly vcpu?: number;
      readonly strategy?: string;
    };
