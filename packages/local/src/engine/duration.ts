/** Durations and points in time as the Inngest SDK writes them: "1h30m", "7d", or an ISO 8601 date. */

const unitMs: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const yearMs = 365 * 86_400_000;

/** Milliseconds of a duration such as "1h30m"; undefined for any other text. */
export function durationMs(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d|w))+$/.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d|w)/g))
    total += Number(amount) * unitMs[unit!]!;
  return total;
}

/**
 * The moment a sleep or a wait for an event ends. The SDK writes a duration that is zero, negative or invalid as an empty text.
 */
export function endOf(text: string | undefined | null, now: Date, scale: number): Date {
  return text ? momentOf(text, now, scale) : now;
}

/**
 * The moment that a duration from now, or an ISO 8601 date, names. A date stands as it is; a duration is multiplied by
 * `scale`, which lets tests run hours in milliseconds. No text means a year, Inngest's longest wait.
 */
export function momentOf(text: string | undefined | null, now: Date, scale = 1): Date {
  if (text === undefined || text === null || text === "") return new Date(now.getTime() + yearMs * scale);
  const duration = durationMs(text);
  if (duration !== undefined) return new Date(now.getTime() + duration * scale);
  const date = Date.parse(text);
  if (Number.isNaN(date)) throw new Error(`"${text}" is neither a duration nor a date`);
  return new Date(date);
}

/** The moment a Retry-After header names (RFC 9110, section 10.2.3: seconds or a date); undefined when it is neither. */
export function retryAfter(header: string | null | undefined, now: Date, scale = 1): Date | undefined {
  if (!header) return undefined;
  if (/^\d+$/.test(header)) return new Date(now.getTime() + Number(header) * 1_000 * scale);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : new Date(date);
}
