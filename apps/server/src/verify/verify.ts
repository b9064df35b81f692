import { setTimeout as sleep } from 'node:timers/promises';

import { Outages } from '@microchat/verifier/outages';

import { findGatewayUrl } from '../gateway-url.ts';
import { CanaryNetwork } from './canary-network.ts';
import { developmentTokens, tokensOfFile } from './canary-tokens.ts';
import { Verification } from './verification.ts';
import type { VerifyOptions } from './verify-options.ts';
import { isGood, VerifyReporter } from './verify-report.ts';

/** At the end: for what is under way to arrive, at least. */
const settleMsMin = 30_000;
const settlePollMs = 250;

/**
 * `microchat verify`: sends canary messages on a running server until it is told to stop, and reports what is lost, doubled,
 * out of order or late. Exit code 1 when anything was, or when it could not be known.
 * @throws Error with a message for people
 */
export async function runVerify(options: VerifyOptions): Promise<void> {
  const { apiUrl, tokensFile, lateMs } = options;
  const reporter = new VerifyReporter((line) => process.stdout.write(`${line}\n`), options.isJson);
  const ending = endOfRun(options.durationMs);
  const outages = new Outages();
  let verification: Verification | undefined;
  let failure: Error | undefined;
  const network = new CanaryNetwork({
    ...options,
    gatewayUrl: options.gatewayUrl ?? (await findGatewayUrl(apiUrl)),
    tokenOf: tokensFile === undefined ? developmentTokens(apiUrl) : tokensOfFile(tokensFile),
    outages,
    told: (device, message) => verification?.told(device, message),
    stopped(device, error) {
      failure ??= new Error(`${device.name} was sent away: ${error.message}`);
      ending.abort();
    },
  });
  try {
    const conversations = await network.open();
    outages.forget(performance.now());
    verification = new Verification({
      conversations,
      outages,
      lateMs,
      problem: (problem) => reporter.problem(problem),
      trouble: (what) => reporter.trouble(what),
    });
    ending.start();
    await watch(verification, options, reporter, ending.signal);
    if (failure === undefined) await settle(verification, Math.max(settleMsMin, lateMs));
    if (failure === undefined) verification.finish();
    reporter.summary(verification.report());
    if (!isGood(verification.report())) process.exitCode = 1;
    if (failure !== undefined) throw failure;
  } finally {
    verification?.end();
    await network.close();
    ending.abort();
  }
}

async function watch(
  verification: Verification,
  { rate, intervalMs }: VerifyOptions,
  reporter: VerifyReporter,
  signal: AbortSignal,
): Promise<void> {
  const sending = setInterval(() => verification.sendNext(), 1_000 / rate);
  try {
    while (await paused(intervalMs, signal)) {
      await verification.check();
      reporter.progress(verification.report());
    }
  } finally {
    clearInterval(sending);
  }
}

/** Waits for what is under way, and looks a last time. */
async function settle(verification: Verification, settleMs: number): Promise<void> {
  const deadlineMs = performance.now() + settleMs;
  do {
    await sleep(settlePollMs);
    await verification.check();
  } while (!verification.isSettled && performance.now() < deadlineMs);
}

/** False when it is over. */
async function paused(ms: number, signal: AbortSignal): Promise<boolean> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
  return !signal.aborted;
}

/** Ends with Ctrl+C (a second one ends at once), when it is told to, or after its time. */
function endOfRun(durationMs: number) {
  const controller = new AbortController();
  const abort = () => controller.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, abort);
  let timer: NodeJS.Timeout | undefined;
  return {
    signal: controller.signal,
    start() {
      if (durationMs < Infinity) timer = setTimeout(abort, durationMs);
    },
    abort() {
      clearTimeout(timer);
      abort();
    },
  };
}
