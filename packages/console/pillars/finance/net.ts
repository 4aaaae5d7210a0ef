/** What an entry comes to before tax, as an invoice counts it: hours have two decimals, and half a unit is rounded up. */
export const netOf = ({ hours, rateCents }: { hours: number; rateCents: number }): number =>
  Math.round((Math.round(hours * 100) * rateCents) / 100);
