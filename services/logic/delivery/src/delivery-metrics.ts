import { Counter, type Registry } from 'prom-client';

export interface DeliveryMetrics {
  readonly pushes: Counter;
  readonly pushesLost: Counter;
  readonly replaysDropped: Counter;
  readonly gapsFilled: Counter;
  readonly parked: Counter;
}

export function deliveryMetrics(registry: Registry): DeliveryMetrics {
  const counter = (name: string, help: string) =>
    new Counter({ name: `microchat_delivery_${name}_total`, help, registers: [registry] });
  return {
    pushes: counter('pushes', 'Pushes taken by a gateway worker'),
    pushesLost: counter('pushes_lost', 'Pushes that a gateway worker did not take; clients heal by heartbeat'),
    replaysDropped: counter('replays_dropped', 'Records of the event log that had been delivered before'),
    gapsFilled: counter('gaps_filled', 'Records missing in the event log that were read from the store'),
    parked: counter('parked', 'Records of the event log that were given up'),
  };
}
