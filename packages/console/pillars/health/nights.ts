/** The usual time of day of some instants: the direction of their mean on the dial, so that 23:30 and 0:30 are around midnight. */
export function usualMinute(instants: readonly string[], zone: string): number {
  const clock = new Intl.DateTimeFormat("en", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  let [x, y] = [0, 0];
  for (const instant of instants) {
    const part = Object.fromEntries(
      clock.formatToParts(new Date(instant)).map(({ type, value }) => [type, Number(value)]),
    );
    const turn = ((part.hour! * 60 + part.minute!) / DAY) * 2 * Math.PI;
    x += Math.cos(turn);
    y += Math.sin(turn);
  }
  const minute = Math.round((Math.atan2(y, x) / (2 * Math.PI)) * DAY);
  return (minute + DAY) % DAY;
}

const DAY = 1_440;
