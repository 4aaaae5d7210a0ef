/** The month of a day and those before it, `YYYY-MM`, the first one first. */
export function lastMonths(day: string, count: number): string[] {
  const [year, month] = day.split("-").map(Number) as [number, number];
  return Array.from({ length: count }, (_, at) => {
    const months = year * 12 + month - count + at;
    return `${String(Math.floor(months / 12)).padStart(4, "0")}-${String((months % 12) + 1).padStart(2, "0")}`;
  });
}
