import type { TokenService } from '@microchat/auth/token-service';
import type { ApiKey } from '@microchat/auth/api-key';
import type { ImBusinessDefinition } from '@microchat/proto/microchat/business/v1/ImBusiness';
import { type ServiceContract, unary, unaryOnce } from '@microchat/rpc/service-contract';

/** For business servers. Calls, errors and limits: proto/microchat/business/v1/im_business.proto. */
export const imBusiness: ServiceContract<ImBusinessDefinition> = {
  name: 'microchat.business.v1.ImBusiness',
  proto: 'microchat/business/v1/im_business.proto',
  methods: {
    issueToken: unaryOnce,
    revokeTokens: unary,
    kickDevice: unaryOnce,
    sendMessage: unary,
    getPresence: unary,
  },
};

export type { ImBusinessDefinition };

export interface ImBusinessOptions {
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  readonly tokens: TokenService;
  /** Who may call. Without any the port is not opened. */
  readonly keys: readonly ApiKey[];
  /** Called once with the port that is listened on. */
  onListening?(port: number): void;
}
