/** The first and the last day of something. */
import { day } from "#console/words/format.ts";

export const spanOf = ({ startDate, endDate }: { startDate: string; endDate: string }): string =>
  `${day(startDate)} – ${day(endDate)}`;
