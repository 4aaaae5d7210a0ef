/** The month of a day and those before it, `YYYY-MM`, the first one first. */
export function lastMonths(day: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => monthAfter(day.slice(0, 7), at + 1 - count));
}

/** The month that is so many later, or before. */
export function monthAfter(month: string, by: number): string {
  const [year, one] = month.split("-").map(Number) as [number, number];
  const months = year * 12 + one - 1 + by;
  return `${String(Math.floor(months / 12)).padStart(4, "0")}-${String((months % 12) + 1).padStart(2, "0")}`;
}

/** The months that can be asked for, so that none beside them is beyond what a day can be. */
export const isMonth = (text: string): boolean => /^(19|20|21)\d\d-(0[1-9]|1[0-2])$/.test(text);
