/** One entry of the outline, with the line it leads to. */
export interface OutlineNode {
  readonly kind: 'vm' | 'vcpu' | 'thread' | 'reason' | 'exit' | 'lost' | 'remark';
  readonly name: string;
  readonly detail: string;
  readonly line: number;
  readonly children: readonly OutlineNode[];
}
