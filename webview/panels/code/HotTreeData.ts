import { messageOf } from '../../../src/base/messageOf';
import type { HotQuery, HotTable } from '../../../src/protocol/code';
import type { Host } from '../../host';
import { partNode, topNode, type HotNode, type WantedParts } from './HotNode';

/** A line of the tree: a row, or a word on what stands or lacks in its place. */
export type HotLine =
  | {
      readonly kind: 'row';
      readonly node: HotNode;
      readonly isOpen: boolean;
      /** Position among its siblings, from 1, and how many there are. */
      readonly position: number;
      readonly siblings: number;
    }
  | { readonly kind: 'note'; readonly level: number; readonly text: string };

/** The rows of an answer, and their parts, which are asked for when somebody wants to see them. */
export class HotTreeData {
  private table: HotTable | undefined;
  private query: HotQuery | undefined;
  /** By key of the node; undefined: on its way. */
  private parts = new Map<string, HotTable | string | undefined>();

  constructor(
    private readonly host: Pick<Host, 'call'>,
    /** Parts that were asked for are there. */
    private readonly arrived: () => void,
  ) {}

  /** Another answer: parts of the one before are forgotten. */
  setTable(table: HotTable, query: HotQuery): void {
    this.table = table;
    this.query = query;
    this.parts = new Map();
  }

  get shown(): HotTable | undefined {
    return this.table;
  }

  /** What is on screen, from the top, of `mostRows` rows at most and their parts. */
  lines(opened: readonly string[], mostRows: number): readonly HotLine[] {
    const { table, query } = this;
    if (table === undefined || query === undefined) return [];
    const open = new Set(opened);
    const rows = table.rows.slice(0, mostRows).map((row) => topNode(row, query.by));
    return rows.flatMap((node, index) => this.linesOf(node, index + 1, table.rows.length, open));
  }

  /** Instructions of a node, the hottest first; itself where it is one. */
  async instructionsOf({ row, parts }: HotNode): Promise<HotTable['rows']> {
    const { query } = this;
    if (row.rip !== null || parts === undefined || query === undefined) return [row];
    const table = await this.host.call(
      'hotCode',
      partsQuery(query, { ...parts, by: 'instruction' }),
    );
    return ofReason(table?.rows ?? [], parts.reason);
  }

  private linesOf(
    node: HotNode,
    position: number,
    siblings: number,
    open: ReadonlySet<string>,
  ): readonly HotLine[] {
    const isOpen = node.parts !== undefined && open.has(node.key);
    const line: HotLine = { kind: 'row', node, isOpen, position, siblings };
    return isOpen ? [line, ...this.partLines(node, node.parts, open)] : [line];
  }

  private partLines(
    node: HotNode,
    wanted: WantedParts,
    open: ReadonlySet<string>,
  ): readonly HotLine[] {
    const level = node.level + 1;
    const note = (text: string): HotLine => ({ kind: 'note', level, text });
    if (!this.parts.has(node.key)) void this.ask(node.key, wanted);
    const table = this.parts.get(node.key);
    if (table === undefined) return [note('Looking…')];
    if (typeof table === 'string') return [note(table)];
    const rows = ofReason(table.rows, wanted.reason);
    const lines = rows.flatMap((row, index) =>
      this.linesOf(partNode(row, node), index + 1, rows.length, open),
    );
    const left = table.rowCount - table.rows.length;
    if (left === 0) return lines;
    return [...lines, note(`${left} more are not shown: search, or order otherwise.`)];
  }

  private async ask(key: string, wanted: WantedParts): Promise<void> {
    const { parts, query } = this;
    if (query === undefined) return;
    parts.set(key, undefined);
    try {
      const table = await this.host.call('hotCode', partsQuery(query, wanted));
      parts.set(key, table ?? 'Its parts are told once the whole trace is read.');
    } catch (error) {
      parts.set(key, messageOf(error));
    }
    if (parts === this.parts) this.arrived();
  }
}

function partsQuery(query: HotQuery, { by, within }: WantedParts): HotQuery {
  return { ...query, by, within };
}

function ofReason(rows: HotTable['rows'], reason: string | undefined): HotTable['rows'] {
  return reason === undefined ? rows : rows.filter((row) => row.reason === reason);
}
