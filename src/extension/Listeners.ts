/** Calls the listener until what it returns is disposed. */
export type Listen<T> = (listener: (event: T) => unknown) => { dispose(): void };

/** What `vscode.EventEmitter` does, for modules that are tested without VS Code. */
export class Listeners<T> {
  private readonly all = new Set<(event: T) => unknown>();

  readonly event: Listen<T> = (listener) => {
    const own = (event: T): unknown => listener(event);
    this.all.add(own);
    return { dispose: () => this.all.delete(own) };
  };

  fire(event: T): void {
    for (const listener of [...this.all]) listener(event);
  }

  dispose(): void {
    this.all.clear();
  }
}
