import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

export interface TerminalStreams {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable & { readonly isTTY?: boolean };
  readonly errors: Writable;
}

/**
 * Lines in and out. On a terminal the line being typed stays below what comes in; piped, messages are plain lines on the
 * output and notices go to the errors, so that the output holds nothing but messages.
 */
export class ChatTerminal {
  readonly #streams: TerminalStreams;
  readonly #isTerminal: boolean;
  #readline: Interface | undefined;

  constructor(streams: TerminalStreams) {
    this.#streams = streams;
    this.#isTerminal = streams.input.isTTY === true && streams.output.isTTY === true;
  }

  /** What is typed or piped, until the input ends. Reading begins here, since lines read earlier would be lost. */
  lines(): AsyncIterable<string> {
    const { input, output } = this.#streams;
    const readline = createInterface(this.#isTerminal ? { input, output, prompt: '> ' } : { input });
    // Ctrl+C ends the input; the chat then ends as it does when a pipe is empty.
    readline.on('SIGINT', () => readline.close());
    this.#readline = readline;
    this.prompt();
    return readline;
  }

  message(sender: string, text: string): void {
    this.#write(this.#streams.output, `${sender}: ${text}`);
  }

  notice(text: string): void {
    this.#write(this.#isTerminal ? this.#streams.output : this.#streams.errors, `* ${text}`);
  }

  /** Shows the prompt again after a line was typed. */
  prompt(): void {
    if (this.#isTerminal) this.#readline?.prompt();
  }

  close(): void {
    this.#readline?.close();
  }

  #write(stream: Writable, line: string): void {
    // What others write must not move the cursor or change colours here.
    const safe = line.replace(/[\p{Cc}\p{Cf}]+/gu, ' ');
    if (!this.#isTerminal) {
      stream.write(`${safe}\n`);
      return;
    }
    stream.write(`\r\x1b[K${safe}\n`);
    this.#readline?.prompt(true);
  }
}
