import { deliveryModule } from '@microchat/delivery/module';
import { gatewayModule } from '@microchat/gateway/module';
import { groupStoreModule } from '@microchat/group-store/module';
import type { AnyContract, Module } from '@microchat/host/module';
import { membershipModule } from '@microchat/membership/module';
import { messageStoreModule } from '@microchat/message-store/module';
import { messagingModule } from '@microchat/messaging/module';
import { presenceModule } from '@microchat/presence/module';
import { sessionStoreModule } from '@microchat/session-store/module';
import { syncModule } from '@microchat/sync/module';
import { userStoreModule } from '@microchat/user-store/module';
import type { GatewayPorts } from '../clients/gateway-ports.ts';
import type { Life } from '../world/life.ts';
import { SimulatedTokens } from './simulated-tokens.ts';
import type { Bounds } from './bounds.ts';

export type Role = 'storage' | 'logic' | 'gateway';

export interface ModuleContext {
  readonly life: Life;
  readonly address: string;
  readonly gateways: GatewayPorts;
  readonly bounds: Bounds;
}

/** The modules of a role, as a process of that role runs them. */
export function modulesOf(role: Role, context: ModuleContext): Module[] {
  switch (role) {
    case 'storage':
      return [
        messageStoreModule({ segmentEntriesMax: context.bounds.segmentEntriesMax }),
        sessionStoreModule(),
        userStoreModule(),
        groupStoreModule(),
      ];
    case 'logic':
      return [presenceModule(), messagingModule(), syncModule(), membershipModule(), deliveryModule()];
    case 'gateway':
      return [simulatedGateway(context)];
  }
}

/** Whether a process of that role serves the contract to others. */
export function provides(role: Role, contract: AnyContract): boolean {
  if (role === 'gateway') return false;
  return contract.name.startsWith(role === 'storage' ? 'microchat.storage.' : 'microchat.logic.');
}

function simulatedGateway({ life, address, gateways, bounds }: ModuleContext): Module {
  return gatewayModule({
    host: '10.0.0.0',
    port: 1,
    heartbeatMs: bounds.heartbeatMs,
    allowedOrigins: [],
    tokens: new SimulatedTokens(life),
    workerId: 0,
    limits: { outboxBytesMax: bounds.outboxBytesMax },
    sessionLimits: bounds.session,
    listener: (accepted) => gateways.listener(address, life, accepted),
  });
}
