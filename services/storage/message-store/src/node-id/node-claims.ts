import { type KvStore, kvLimits } from '@microchat/ports/kv-store';
import { messageCodec } from '@microchat/proto/message-codec';
import type { NodeClaimRow, NodeClaimRow__Output } from '@microchat/proto/microchat/storage/v1/NodeClaimRow';

/** Table `node_ids`, one partition a node id, whose head is a NodeClaimRow. */
export const nodeIdsTable = 'node_ids';

const claimRow = messageCodec<NodeClaimRow, NodeClaimRow__Output>(
  'microchat/storage/v1/node_claim.proto',
  'microchat.storage.v1.NodeClaimRow',
);

/** Who has a node id. */
export interface NodeClaim {
  readonly node: number;
  /** Grows with every renewal; 0 = it was never claimed. */
  readonly version: number;
  /** Empty: nobody. */
  readonly owner: string;
  readonly address: string;
  readonly throughMs: number;
}

/** The claims of all processes on the store, as one of them reads and writes them. */
export class NodeClaims {
  readonly owner: string;
  readonly #kv: KvStore;
  readonly #address: string;
  #commits = 0;

  /** @param owner random; at most 24 characters. */
  constructor(kv: KvStore, owner: string, address: string) {
    this.#kv = kv;
    this.owner = owner;
    this.#address = address;
  }

  /** In the order asked. @throws KvUnavailableError */
  async read(nodes: readonly number[]): Promise<NodeClaim[]> {
    const claims: NodeClaim[] = [];
    for (let start = 0; start < nodes.length; start += kvLimits.multiReadMax) {
      const asked = nodes.slice(start, start + kvLimits.multiReadMax);
      const reads = await this.#kv.multiRead(asked.map((node) => ({ key: claimKey(node), columns: [] })));
      asked.forEach((node, place) => {
        const { version = 0, head } = reads[place] ?? {};
        const { owner = '', address = '', throughMs = '0' } = head === undefined ? {} : claimRow.decode(head);
        claims.push({ node, version, owner, address, throughMs: Number(throughMs) });
      });
    }
    return claims;
  }

  /**
   * Claims or renews. Answers the new version; undefined: somebody wrote since `version`.
   * @throws KvUnavailableError, KvUnknownOutcomeError it may be ours by now.
   */
  hold(node: number, version: number, throughMs: number): Promise<number | undefined> {
    return this.#write(node, version, { owner: this.owner, address: this.#address, throughMs: String(throughMs) });
  }

  /** Others may have it at once. */
  release(node: number, version: number, throughMs: number): Promise<number | undefined> {
    return this.#write(node, version, { throughMs: String(throughMs) });
  }

  async #write(node: number, version: number, row: NodeClaimRow): Promise<number | undefined> {
    this.#commits += 1;
    const outcome = await this.#kv.commit({
      key: claimKey(node),
      ifVersion: version,
      commitId: `${this.owner}.${this.#commits.toString(36)}`,
      head: claimRow.encode(row),
      puts: [],
      deletes: [],
      events: [],
    });
    return outcome.kind === 'applied' ? outcome.version : undefined;
  }
}

function claimKey(node: number) {
  return { table: nodeIdsTable, partition: String(node) };
}
