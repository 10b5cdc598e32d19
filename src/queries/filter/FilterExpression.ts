export type FilterOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | '~';

/** `vcpu=1,2`: one thing that is asked of an event. */
export interface FilterTerm {
  /** What is compared: `event`, `reason`, `time`, … or the name of a format field. */
  readonly subject: string;
  readonly operator: FilterOperator;
  /** As written, without quotes. One of them is enough; with `!=`, none may match. */
  readonly values: readonly string[];
  /** The term stood behind `-` or `!`: events that match it are left out. */
  readonly negated: boolean;
  /** Characters before the term in the filter's text. */
  readonly position: number;
}

/** A parsed filter: an event matches when it matches every term. No terms = all events. */
export interface FilterExpression {
  readonly terms: readonly FilterTerm[];
}
