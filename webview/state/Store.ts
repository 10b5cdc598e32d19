import { reduce, type Action, type ViewState } from './viewState';

export type StateListener = (state: ViewState, previous: ViewState) => void;

/** Holds the view state of one page and tells the panels what it was and what it became. */
export class Store {
  private readonly listeners: StateListener[] = [];

  constructor(private current: ViewState) {}

  get state(): ViewState {
    return this.current;
  }

  dispatch(action: Action): void {
    const previous = this.current;
    this.current = reduce(previous, action);
    if (this.current === previous) return;
    for (const listener of this.listeners) listener(this.current, previous);
  }

  subscribe(listener: StateListener): void {
    this.listeners.push(listener);
  }
}
