/** Who we are to the brokers (SASL). `plain` shows them the password: over TLS only. */
export interface KafkaCredentials {
  readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
  readonly username: string;
  readonly password: string;
}
