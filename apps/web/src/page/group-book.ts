import type { RestClient } from '@microchat/client/rest';

const namedMax = 3;

/** Names and members of groups, asked for when they are first shown. */
export class GroupBook {
  readonly #rest: Pick<RestClient, 'group' | 'members'>;
  readonly #changed: () => void;
  readonly #names = new Map<string, string>();
  readonly #members = new Map<string, readonly string[]>();

  constructor(rest: Pick<RestClient, 'group' | 'members'>, changed: () => void) {
    this.#rest = rest;
    this.#changed = changed;
  }

  /** Empty while it is not known. */
  nameOf(groupId: string): string {
    if (groupId !== '' && !this.#names.has(groupId)) {
      this.#names.set(groupId, '');
      this.#load(async () => {
        this.#names.set(groupId, (await this.#rest.group(groupId)).name);
      });
    }
    return this.#names.get(groupId) ?? '';
  }

  /** For people: "alice, bob, carol and 4 more"; empty while it is not known. */
  membersOf(groupId: string): string {
    if (groupId !== '' && !this.#members.has(groupId)) {
      this.#members.set(groupId, []);
      this.#load(async () => {
        this.#members.set(groupId, await this.#rest.members(groupId));
      });
    }
    const members = this.#members.get(groupId) ?? [];
    const named = members.slice(0, namedMax).join(', ');
    return members.length > namedMax ? `${named} and ${members.length - namedMax} more` : named;
  }

  named(groupId: string, name: string): void {
    this.#names.set(groupId, name);
  }

  membersChanged(groupId: string): void {
    this.#members.delete(groupId);
  }

  #load(load: () => Promise<void>): void {
    // What can't be had now (a group that was left, no connection) is asked for again by the next page load.
    load().then(this.#changed, () => undefined);
  }
}
