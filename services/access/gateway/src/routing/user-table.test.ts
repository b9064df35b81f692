import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NewLogin } from './login.ts';
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
  const kicked: Receiver[] = [];
  const connection = (deviceId: string, loginNumber = 0, revocationVersion = 0, platform = 'web'): Receiver => {
    const receiver: Receiver = {
      id: 'c',
      loginNumber,
      platform,
      revocationVersion,
      userId: 'alice',
      deviceId,
      groups: new Set(),
      offer: () => {},
      removedFrom: () => {},
      replace: () => void replaced.push(receiver),
      kick: () => void kicked.push(receiver),
      revoke: () => void revoked.push(receiver),
    };
    return receiver;
  };
  return { users, wanted, replaced, revoked, kicked, connection };
}

describe('user table', () => {
  it('a revocation reaches the connections whose token is older, and no others', () => {
    const { users, revoked, connection } = setUp();
    const [old, current, newer] = [1, 2, 3].map((version) => connection(`device-${version}`, 0, version));
    for (const receiver of [old, current, newer]) if (receiver !== undefined) users.add(receiver);
    users.revokeBelow('alice', 2);
    users.revokeBelow('bob', 9);
    expect(revoked).toEqual([old]);
    expect(users.userIds()).toEqual(['alice']);
  });

  it('a kick ends the logins of the device that it names, and not one that came later', () => {
    const { users, kicked, connection } = setUp();
    const [phone, tablet] = [connection('phone', 5), connection('tablet', 3)];
    for (const receiver of [phone, tablet]) users.add(receiver);
    users.kick('alice', { deviceId: 'phone', throughLogin: 4 });
    users.kick('bob', { deviceId: 'phone', throughLogin: 9 });
    expect(kicked).toEqual([]);
    users.kick('alice', { deviceId: 'phone', throughLogin: 5 });
    expect(kicked).toEqual([phone]);
    // Not numbered yet: it finds the kick itself.
    users.add(connection('watch', 0));
    users.kick('alice', { deviceId: 'watch', throughLogin: 9 });
    expect(kicked).toEqual([phone]);
  });

  describe('a login that is told of', () => {
    const told = (loginNumber: number, more: Partial<NewLogin> = {}): NewLogin => ({
      userId: 'alice',
      deviceId: 'phone',
      platform: 'web',
      loginNumber,
      isOnlyOnPlatform: false,
      ...more,
    });

    it.each<[string, number, NewLogin, { replaced: boolean; superseded: boolean }]>([
      ['a later one of the device', 5, told(6), { replaced: true, superseded: false }],
      ['an earlier one of the device', 5, told(4), { replaced: false, superseded: true }],
      ['itself', 5, told(5), { replaced: false, superseded: false }],
      ['of a server that does not number', 5, told(0), { replaced: false, superseded: false }],
      ['before the number of the own is known', 0, told(6), { replaced: false, superseded: false }],
      ['of another device', 5, told(6, { deviceId: 'tablet' }), { replaced: false, superseded: false }],
      ['of another user', 5, told(6, { userId: 'bob' }), { replaced: false, superseded: false }],
      [
        'the only one on the platform, later',
        5,
        told(6, { deviceId: 'tablet', isOnlyOnPlatform: true }),
        { replaced: true, superseded: false },
      ],
      [
        'the only one on the platform, earlier',
        5,
        told(4, { deviceId: 'tablet', isOnlyOnPlatform: true }),
        { replaced: false, superseded: true },
      ],
      [
        'the only one on another platform',
        5,
        told(6, { deviceId: 'tablet', isOnlyOnPlatform: true, platform: 'android' }),
        { replaced: false, superseded: false },
      ],
    ])('%s', (_name, loginNumber, login, expected) => {
      const { users, replaced, connection } = setUp();
      users.add(connection('phone', loginNumber));
      const superseded = users.loggedIn(login);
      expect({ replaced: replaced.length === 1, superseded }).toEqual(expected);
    });

    it('of any two that learn of each other exactly one goes, whoever is told (property)', () => {
      const login = fc.record({
        deviceId: fc.constantFrom('phone', 'tablet'),
        platform: fc.constantFrom('web', 'ios'),
        loginNumber: fc.integer({ min: 1, max: 3 }),
      });
      fc.assert(
        fc.property(login, login, fc.boolean(), (one, other, isOnlyOnPlatform) => {
          fc.pre(one.loginNumber !== other.loginNumber);
          const goes = (here: typeof one, elsewhere: typeof one) => {
            const { users, replaced, connection } = setUp();
            users.add(connection(here.deviceId, here.loginNumber, 0, here.platform));
            const superseded = users.loggedIn({ userId: 'alice', ...elsewhere, isOnlyOnPlatform });
            expect(superseded && replaced.length > 0).toBe(false);
            return { here: replaced.length > 0, elsewhere: superseded };
          };
          const [atOne, atOther] = [goes(one, other), goes(other, one)];
          expect(atOne).toEqual({ here: atOther.elsewhere, elsewhere: atOther.here });
        }),
      );
    });
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
