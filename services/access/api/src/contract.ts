import type { TokenService } from '@microchat/auth/token-service';

/** A file of the page that the API serves beside its routes. */
export interface StaticAsset {
  /** Content type. */
  readonly type: string;
  readonly body: Buffer | string;
}

/** Files by URL path, for example "/" and "/app.js". A ReadonlyMap is one. */
export interface StaticAssets {
  get(path: string): StaticAsset | undefined;
}

export interface ApiOptions {
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  readonly tokens: TokenService;
  /** Gives tokens to whoever asks from this machine (POST /v1/dev/tokens). Never in production. */
  readonly devTokens: boolean;
  /** Origins of pages on other addresses that may call; the API's own localhost origins always may. */
  readonly allowedOrigins: readonly string[];
  readonly page?: StaticAssets;
  /** What /readyz answers. */
  isReady(): boolean | Promise<boolean>;
  /** Called once with the port that is listened on. */
  onListening?(port: number): void;
}
