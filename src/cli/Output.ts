import { once } from 'node:events';
import { ExitStatus } from './CommandError';

const BUFFER_CHARS = 1 << 16;

/** Standard output in large pieces, at the reader's pace: `exitscope events … | less` must not fill the memory. */
export class Output {
  private buffered: string[] = [];
  private chars = 0;

  constructor(private readonly stream: NodeJS.WriteStream) {
    // `… | head` closes the pipe early: the reader has what it wanted.
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(ExitStatus.done);
      console.error(`exitscope: standard output: ${error.message}. Make room, or write elsewhere.`);
      process.exit(ExitStatus.failed);
    });
  }

  async write(text: string): Promise<void> {
    this.buffered.push(text);
    this.chars += text.length;
    if (this.chars >= BUFFER_CHARS) await this.flush();
  }

  async flush(): Promise<void> {
    const text = this.buffered.join('');
    this.buffered = [];
    this.chars = 0;
    if (text !== '' && !this.stream.write(text)) await once(this.stream, 'drain');
  }
}
