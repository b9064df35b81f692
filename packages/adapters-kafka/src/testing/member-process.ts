import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { KafkaEventLogOptions } from '../kafka-event-log.ts';
import type { SequenceLedger } from './sequence-ledger.ts';

const program = fileURLToPath(new URL('member-program.ts', import.meta.url));

/** A member of a consumer group in a process of its own, so that it can be killed and stopped. */
export class MemberProcess {
  /** Partitions that it was given last. */
  partitions: readonly number[] = [];
  handled = 0;
  readonly warnings: string[] = [];
  readonly #child: ChildProcess;

  constructor(options: KafkaEventLogOptions, topic: string, group: string, ledger: SequenceLedger) {
    const { timers: _, observer: __, ...plain } = options;
    this.#child = spawn(process.execPath, [program, JSON.stringify(plain), topic, group], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (this.#child.stdout === null) throw new Error('no pipe');
    createInterface(this.#child.stdout).on('line', (line) => this.#tell(line, ledger));
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Sends the signal and waits for the end of the process. */
  async end(signal: NodeJS.Signals): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'close');
    this.signal(signal);
    await exited;
  }

  #tell(line: string, ledger: SequenceLedger): void {
    const [event, first = '', second = ''] = line.split(' ');
    if (event === 'joined') this.partitions = first === '' ? [] : first.split(',').map(Number);
    if (event === 'warning') this.warnings.push(first);
    if (event !== 'handled') return;
    this.handled++;
    ledger.saw(first, Number(second));
  }
}
