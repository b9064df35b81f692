import { describe, expect, test } from 'vitest';
import { type Device, deviceLimits, seeDevice } from './devices.ts';

const minute = 60_000;

function device(deviceId: string, lastSeenMs: number, platform = 'web'): Device {
  return { deviceId, platform, lastSeenMs };
}

describe('seeDevice', () => {
  test('remembers a device and when it was last seen', () => {
    const devices = seeDevice([device('phone', 0)], 'laptop', 'web', 5);
    expect(devices).toEqual([device('phone', 0), device('laptop', 5)]);
    expect(seeDevice(devices, 'phone', 'web', minute)).toEqual([device('laptop', 5), device('phone', minute)]);
  });

  test('takes over a new platform, and last seen never goes back', () => {
    const devices = seeDevice([device('phone', 5 * minute)], 'phone', 'android', minute);
    expect(devices).toEqual([device('phone', 5 * minute, 'android')]);
  });

  test('drops the least recently seen of too many', () => {
    let devices: readonly Device[] = [];
    for (let at = 0; at < deviceLimits.devicesMax; at += 1) devices = seeDevice(devices, `d-${at}`, 'web', at);
    devices = seeDevice(devices, 'd-0', 'web', 2 * minute);
    devices = seeDevice(devices, 'new', 'web', 3 * minute);
    expect(devices).toHaveLength(deviceLimits.devicesMax);
    expect(devices.map(({ deviceId }) => deviceId)).not.toContain('d-1');
    expect(devices.slice(-2).map(({ deviceId }) => deviceId)).toEqual(['d-0', 'new']);
  });

  test('keeps the device that was seen now, also when the clock was set back', () => {
    const devices = Array.from({ length: deviceLimits.devicesMax }, (_, at) => device(`d-${at}`, 5 * minute + at));
    expect(seeDevice(devices, 'new', 'web', minute).at(-1)).toEqual(device('new', minute));
  });
});
