export interface Device {
  readonly deviceId: string;
  readonly platform: string;
  readonly lastSeenMs: number;
}

export const deviceLimits = {
  devicesMax: 50,
  /** A device that connects again this soon is not written again: reconnect storms would be write storms. */
  lastSeenResolutionMs: 60_000,
} as const;

/**
 * The devices of a user, least recently seen first, after one of them was seen; the same list when nothing worth writing
 * changed. The order is that of the calls and last seen never goes back, whatever the clock does.
 */
export function seeDevice(
  devices: readonly Device[],
  deviceId: string,
  platform: string,
  nowMs: number,
): readonly Device[] {
  const known = devices.find((device) => device.deviceId === deviceId);
  const isFresh = known !== undefined && nowMs - known.lastSeenMs < deviceLimits.lastSeenResolutionMs;
  if (isFresh && known.platform === platform) return devices;
  const seen = { deviceId, platform, lastSeenMs: Math.max(nowMs, known?.lastSeenMs ?? 0) };
  return [...devices.filter((device) => device !== known), seen].slice(-deviceLimits.devicesMax);
}
