import type { EventTable } from '../../events/EventTable';
import { closeNames } from './closeNames';
import { FilterError } from './FilterError';
import type { FilterTerm } from './FilterExpression';
import { nameTest } from './nameTest';
import type { Subject } from './subjects';
import { fieldSubject, subjects } from './subjects';

/** `field.reason` is the field called `reason`, where `reason` alone means the exit reason. */
const FIELD_PREFIX = 'field.';

/** Finds what a term asks for; throws FilterError when the trace has no such thing or it cannot be compared so. */
export function checkTerm(term: FilterTerm, table: EventTable): Subject {
  const subject = subjects.get(term.subject) ?? checkField(term, table);
  if (!subject.operators.includes(term.operator)) {
    throw new FilterError(
      term.position,
      `${term.subject} cannot be compared with ${term.operator}, only with ${subject.operators.join(' ')}.`,
      subject.example,
    );
  }
  if (term.values.length > 1 && !['=', '!=', '~'].includes(term.operator)) {
    const reason = `${term.operator} takes one value, not ${term.values.length}.`;
    throw new FilterError(
      term.position,
      reason,
      `${term.subject}${term.operator}${term.values[0] ?? ''}`,
    );
  }
  if (term.subject === 'event' && !term.negated) checkEvent(term, table);
  return subject;
}

function checkField(term: FilterTerm, table: EventTable): Subject {
  const name = term.subject.startsWith(FIELD_PREFIX)
    ? term.subject.slice(FIELD_PREFIX.length)
    : term.subject;
  const kept = new Set(table.kinds.flatMap((kind) => kind.fields.map((field) => field.name)));
  if (kept.has(name)) return fieldSubject(name);

  const owner = table.kinds.find((kind) => kind.ownFields.includes(name));
  const reason = owner
    ? `${name} of ${owner.name} can be seen, but not filtered by.`
    : `No event of this trace has a field called ${name}.`;
  const close = closeNames(name, [...kept, ...subjects.keys()]);
  const example =
    close.length > 0 ? close.map((other) => `${other}=…`).join(' or ') : 'exit_reason=12';
  throw new FilterError(term.position, reason, example);
}

/** Only when none of the names is there: a filter made for another trace may well name more events. */
function checkEvent(term: FilterTerm, table: EventTable): void {
  if (term.operator !== '=' || term.values.some((value) => /[*:]/.test(value))) return;
  const names = table.kinds.map((kind) => kind.name);
  const matches = nameTest(term);
  if (names.length === 0 || names.some(matches)) return;
  const wanted = term.values.join(' or ');
  const close = term.values.flatMap((value) => closeNames(value, names));
  throw new FilterError(
    term.position,
    `No event of this trace is called ${wanted}.`,
    close.length > 0
      ? close.slice(0, 3).join(' or ')
      : 'kvm_exit, or reason=HLT for an exit reason',
  );
}
