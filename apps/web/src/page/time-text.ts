const timeFormat = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const dayFormat = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const shortDayFormat = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

export function timeText(timeMs: number): string {
  return timeFormat.format(timeMs);
}

/** Heading of a day's messages. */
export function dayText(timeMs: number): string {
  return dayFormat.format(timeMs);
}

/** Time of today's messages, day of older ones. */
export function listTimeText(timeMs: number, nowMs: number): string {
  return isSameDay(timeMs, nowMs) ? timeText(timeMs) : shortDayFormat.format(timeMs);
}

export function isSameDay(leftMs: number, rightMs: number): boolean {
  return new Date(leftMs).toDateString() === new Date(rightMs).toDateString();
}
