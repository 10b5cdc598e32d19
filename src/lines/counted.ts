import { grouped } from '../kvm/fieldValues';

/** `1 exit`, `2,215 exits`. */
export function counted(count: number, what: string): string {
  return `${grouped(count)} ${count === 1 ? what : `${what}s`}`;
}
