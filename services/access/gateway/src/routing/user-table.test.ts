import { describe, expect, it } from 'vitest';
import type { Receiver } from './receiver.ts';
import { UserTable } from './user-table.ts';

function setUp() {
  const wanted: string[] = [];
  const replaced: Receiver[] = [];
  const users = new UserTable({
    want: (topic) => wanted.push(topic),
    unwant: (topic) => wanted.splice(wanted.indexOf(topic), 1),
  });
  const revoked: Receiver[] = [];
  const connection = (deviceId: string, connectedMs = 0, id = 'c', revocationVersion = 0): Receiver => {
    const receiver: Receiver = {
      id,
      connectedMs,
      revocationVersion,
      userId: 'alice',
      deviceId,
      groups: new Set(),
      offer: () => {},
      removedFrom: () => {},
      replace: () => void replaced.push(receiver),
      revoke: () => void revoked.push(receiver),
    };
    return receiver;
  };
  return { users, wanted, replaced, revoked, connection };
}

describe('user table', () => {
  it('a revocation reaches the connections whose token is older, and no others', () => {
    const { users, revoked, connection } = setUp();
    const [old, current, newer] = [1, 2, 3].map((version) => connection(`device-${version}`, 0, 'c', version));
    for (const receiver of [old, current, newer]) if (receiver !== undefined) users.add(receiver);
    users.revokeBelow('alice', 2);
    users.revokeBelow('bob', 9);
    expect(revoked).toEqual([old]);
    expect(users.userIds()).toEqual(['alice']);
  });

  it('a device that connected elsewhere replaces its older connections here, and only those', () => {
    const { users, replaced, connection } = setUp();
    const [phone, tablet] = [connection('phone', 100, 'b'), connection('tablet', 100, 'b')];
    users.add(phone);
    users.add(tablet);
    const newer = (connectedMs: number, id: string) => ({ userId: 'alice', deviceId: 'phone', connectedMs, id });
    users.replaceOlder(newer(99, 'c'));
    users.replaceOlder(newer(100, 'a'));
    users.replaceOlder({ ...newer(200, 'c'), userId: 'bob' });
    expect(replaced).toEqual([]);
    // At the same millisecond the greater id stays: the same at every worker.
    users.replaceOlder(newer(100, 'c'));
    expect(replaced).toEqual([phone]);
  });

  it('wants a user from the first connection to the last', () => {
    const { users, wanted, connection } = setUp();
    const [phone, tablet] = [connection('phone'), connection('tablet')];
    users.add(phone);
    users.add(tablet);
    expect(wanted).toEqual(['u:alice']);
    users.remove(phone);
    users.remove(phone);
    expect(wanted).toEqual(['u:alice']);
    users.remove(tablet);
    expect(wanted).toEqual([]);
    expect([...users.connectionsOf('alice')]).toEqual([]);
  });

  it('replaces the same device; the end of the old one leaves the new one in place', () => {
    const { users, wanted, replaced, connection } = setUp();
    const [old, young] = [connection('phone'), connection('phone')];
    users.add(old);
    users.add(young);
    expect(replaced).toEqual([old]);
    users.remove(old);
    expect([...users.connectionsOf('alice')]).toEqual([young]);
    expect(wanted).toEqual(['u:alice']);
  });

  it('has room for 50 devices of a user, and for one of them again', () => {
    const { users, connection } = setUp();
    const devices = Array.from({ length: 50 }, (_, at) => connection(`device-${at}`));
    for (const device of devices) expect(users.add(device)).toBe(true);
    expect(users.add(connection('one-too-many'))).toBe(false);
    expect(users.add(connection('device-7'))).toBe(true);
  });
});
