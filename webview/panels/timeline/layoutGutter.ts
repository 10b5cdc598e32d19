import { Gutter } from './Gutter';
import type { LanesViewOptions } from './LanesViewOptions';

/** The names of the lanes, where they are picked and laid out. */
export function layoutGutter({ layoutEdited, lanePicked }: LanesViewOptions): Gutter {
  const edit = (kind: 'pinned' | 'collapsed' | 'hidden') => (key: string) => {
    layoutEdited({ kind, key });
  };
  return new Gutter({
    picked: ({ key, lane }) => {
      if (lane === undefined) layoutEdited({ kind: 'collapsed', key });
      else lanePicked(key);
    },
    pinned: edit('pinned'),
    collapsed: edit('collapsed'),
    hidden: edit('hidden'),
    moved: (key, target) => {
      layoutEdited({ kind: 'moved', key, target });
    },
    stepped: (key, step) => {
      layoutEdited({ kind: 'stepped', key, step });
    },
  });
}
