export interface Device {
  readonly deviceId: string;
  readonly platform: string;
  readonly lastSeenMs: number;
}

export const deviceLimits = { devicesMax: 50 } as const;

/**
 * The devices of a user, least recently seen first, after one of them was seen. The order is that of the calls and last seen
 * never goes back, whatever the clock does.
 */
export function seeDevice(
  devices: readonly Device[],
  deviceId: string,
  platform: string,
  nowMs: number,
): readonly Device[] {
  const known = devices.find((device) => device.deviceId === deviceId);
  const seen = { deviceId, platform, lastSeenMs: Math.max(nowMs, known?.lastSeenMs ?? 0) };
  return [...devices.filter((device) => device !== known), seen].slice(-deviceLimits.devicesMax);
}
