import type { Module } from '@microchat/host/module';
import type { Presence } from '@microchat/ports/presence';
import type { Handlers } from '@microchat/rpc/service-contract';
import { Counter, type Registry } from 'prom-client';
import { presence, type PresenceDefinition } from './contract.ts';
import { closeLeaseHandler } from './handlers/close-lease.ts';
import { getInterestedHandler } from './handlers/get-interested.ts';
import { openLeaseHandler } from './handlers/open-lease.ts';
import { registerHandler } from './handlers/register.ts';
import { renewLeaseHandler } from './handlers/renew-lease.ts';
import { unregisterHandler } from './handlers/unregister.ts';

/** Presence has no options: what lives how long is the callers' choice, within the limits of domain/validate.ts. */
export function presenceModule(): Module {
  return {
    name: 'presence',
    provides: presence,
    calls: [],
    ports: ['presence'],
    create: async (environment) => ({ handlers: presenceHandlers(environment.presence, environment.metrics) }),
  };
}

/** All handlers over one presence port. */
export function presenceHandlers(port: Presence, metrics: Registry): Handlers<PresenceDefinition> {
  const leasesLost = new Counter({
    name: 'microchat_presence_leases_lost_total',
    help: 'Calls of workers whose lease had expired',
    registers: [metrics],
  });
  const lost = (): void => leasesLost.inc();
  return {
    openLease: openLeaseHandler(port),
    renewLease: renewLeaseHandler(port, lost),
    closeLease: closeLeaseHandler(port),
    register: registerHandler(port, lost),
    unregister: unregisterHandler(port),
    getInterested: getInterestedHandler(port),
  };
}
