import type { Random } from '@microchat/ports/time';
import { DirtyRegister } from './dirty-register.ts';
import type { PublisherDirectory } from './publisher-directory.ts';
import type { PublisherObserver } from './publisher-observer.ts';

/**
 * The incarnation under which this process makes its promises. It is in the directory before the first one. Once others
 * have taken it for dead it is never used again; the process goes on under another one.
 */
export class Membership {
  readonly #directory: PublisherDirectory;
  readonly #random: Random;
  readonly #observer: PublisherObserver;
  #joining: Promise<DirtyRegister> | undefined;
  #register: DirtyRegister | undefined;

  constructor(directory: PublisherDirectory, random: Random, observer: PublisherObserver) {
    this.#directory = directory;
    this.#random = random;
    this.#observer = observer;
  }

  /** Undefined before the first promise and after a loss. */
  get register(): DirtyRegister | undefined {
    return this.#register;
  }

  /** @throws KvUnavailableError */
  join(): Promise<DirtyRegister> {
    if (this.#register !== undefined) return Promise.resolve(this.#register);
    this.#joining ??= this.#join().finally(() => {
      this.#joining = undefined;
    });
    return this.#joining;
  }

  /** Others have taken the incarnation for dead. */
  lose(register: DirtyRegister): void {
    if (this.#register !== register) return;
    this.#register = undefined;
    this.#observer.incarnationLost?.();
  }

  /** Only when no promise is left. */
  async leave(): Promise<void> {
    const register = this.#register;
    this.#register = undefined;
    if (register !== undefined) await this.#directory.remove(register.incarnation);
  }

  async #join(): Promise<DirtyRegister> {
    const register = new DirtyRegister(Buffer.from(this.#random.bytes(12)).toString('hex'));
    await this.#directory.join(register.incarnation);
    this.#register = register;
    return register;
  }
}
