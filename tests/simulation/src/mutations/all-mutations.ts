import { deliveryMutations } from './delivery-mutations.ts';
import type { Mutation } from './mutation.ts';
import { storageMutations } from './storage-mutations.ts';
import { syncMutations } from './sync-mutations.ts';

/** Every deliberate defect that the simulator has to find. */
export const allMutations: readonly Mutation[] = [...storageMutations, ...deliveryMutations, ...syncMutations];
