import { parseArgs } from 'node:util';

import { ConfigError } from '@microchat/host/config/config';
import { loadProcessConfig } from '@microchat/host/config/environment';
import { flagOptions } from '@microchat/host/config/flags';
import type { Texts } from '@microchat/host/config/load-config';

import { keptAlive } from './kept-alive.ts';
import { tellParent } from './process-messages.ts';
import { usage } from './usage.ts';

/** The command line makes no sense. */
class UsageError extends Error {
  override readonly name = 'UsageError';
}

const defaultUrl = 'http://localhost:8080';

async function run(command: string | undefined, args: string[]): Promise<void> {
  switch (command) {
    case 'serve': {
      const flags = parse(args, flagOptions());
      const { serve } = await import('./serve.ts');
      return serve(flags);
    }
    case 'token': {
      const { user, url } = parse(args, { user: { type: 'string' }, url: { type: 'string' } });
      if (user === undefined) throw new UsageError('token needs --user');
      const { fetchDevToken } = await import('./token.ts');
      process.stdout.write(`${await fetchDevToken({ userId: user, url: url ?? defaultUrl })}\n`);
      return;
    }
    case 'chat': {
      const { runChat } = await import('./chat.ts');
      return runChat(args);
    }
    case 'verify': {
      const [{ parseVerifyOptions }, { runVerify }] = await Promise.all([
        import('./verify/verify-options.ts'),
        import('./verify/verify.ts'),
      ]);
      return keptAlive(runVerify(usageChecked(() => parseVerifyOptions(args))));
    }
    case 'migrate':
      return runMigrate(args);
    case 'doctor':
      return runDoctor(args);
    case 'certificates':
      return runCertificates(args);
    case 'help':
    case '--help':
    case '-h':
      process.stdout.write(usage);
      return;
    case undefined:
      throw new UsageError('no command given');
    default:
      throw new UsageError(`there is no command "${command}"`);
  }
}

async function runMigrate(args: string[]): Promise<void> {
  const config = loadProcessConfig(parse(args, flagOptions()));
  const { migrate } = await import('./migrate.ts');
  await keptAlive(migrate(config, say));
}

async function runDoctor(args: string[]): Promise<void> {
  const isJson = args.includes('--json');
  const flags = parse(
    args.filter((argument) => argument !== '--json'),
    flagOptions(),
  );
  const [{ examine }, { doctorJson, doctorReport, hasProblems }] = await Promise.all([
    import('./doctor/doctor.ts'),
    import('./doctor/doctor-report.ts'),
  ]);
  const findings = await keptAlive(examine(() => loadProcessConfig(flags)));
  const text = isJson ? doctorJson(findings) : doctorReport(findings);
  await new Promise<void>((resolve) => process.stdout.write(text, () => resolve()));
  // Clients of what does not answer may still be trying.
  process.exit(hasProblems(findings) ? 1 : 0);
}

async function runCertificates(args: string[]): Promise<void> {
  const [{ parseCertificateOptions }, { writeCertificates }] = await Promise.all([
    import('./certificates/certificate-options.ts'),
    import('./certificates/certificate-folder.ts'),
  ]);
  const order = usageChecked(() => parseCertificateOptions(args, Date.now()));
  for (const line of await writeCertificates(order)) say(line);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function parse(args: string[], options: Record<string, { type: 'string' }>): Texts {
  return usageChecked(() => parseArgs({ args, options, allowPositionals: false }).values);
}

/** Whatever is wrong with what was typed comes with the usage. */
function usageChecked<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Runs `microchat <command>`. Exits with 2 when wrongly called or configured, with 1 when it failed. */
export async function runCli([command, ...args]: string[]): Promise<void> {
  try {
    await run(command, args);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await tellParent({ kind: 'failed', message });
    process.stderr.write(`microchat: ${message}\n`);
    if (error instanceof UsageError) process.stderr.write(`\n${usage}`);
    process.exit(error instanceof UsageError || error instanceof ConfigError ? 2 : 1);
  }
}
