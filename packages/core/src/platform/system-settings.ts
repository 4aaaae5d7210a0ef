/**
 * Settings that administrators change while LifeOS runs: what `system_config` has counts instead of the environment. A process reads it
 * at most once a minute, and so knows a change within a minute; the process in which it is made knows it at once.
 *
 * Whatever reads such a setting calls `refreshSettings` before, which takes a flight when the minute is over, and then `settingOf`.
 */
import { sql } from "drizzle-orm";
import { speakAsService } from "#cloud/speak";
import { systemConfig } from "#core/platform/operations.sql";
import { read } from "#kit/db";
import { type Runtime, runtime } from "#kit/runtime";
import { open } from "#kit/secret";

const FRESH_MS = 60_000;
/** A database that fails is not asked again at each request. */
const AGAIN_MS = 5_000;

interface Kept {
  of: Runtime;
  /** When the values are to be read again, by the clock of the runtime. */
  from: number;
  until: number;
  values: ReadonlyMap<string, string>;
  reading?: Promise<void>;
}
let kept: Kept | undefined;

/** The value that counts now; undefined when nobody has set it. */
export function settingOf(name: string): string | undefined {
  const current = runtime();
  const adjusted = kept?.of === current ? kept.values.get(name) : undefined;
  return adjusted ?? current.config[name];
}

/** Resolves when what `settingOf` answers is not older than a minute. It never rejects: without the database the last values count. */
export async function refreshSettings(): Promise<void> {
  const current = runtime();
  const now = current.now().getTime();
  if (kept?.of !== current) kept = { of: current, from: now, until: now, values: new Map() };
  const mine = kept;
  // A clock that was set back does not make them last.
  if (now < mine.until && now >= mine.from) return mine.reading;
  mine.from = now;
  mine.until = now + FRESH_MS;
  mine.reading = readAll().then(
    (values) => {
      mine.values = values;
    },
    (error: Error) => {
      mine.until = now + AGAIN_MS;
      current.log("error", "the settings could not be read", { error: error.message });
    },
  );
  return mine.reading;
}

/** The same, but as they are now: for what is kept elsewhere for a minute. */
export function rereadSettings(): Promise<void> {
  if (kept) kept.until = Number.NEGATIVE_INFINITY;
  return refreshSettings();
}

/** Has the next `refreshSettings` read them again. */
export function forgetSettings(): void {
  kept = undefined;
}

async function readAll(): Promise<Map<string, string>> {
  const [rows] = await speakAsService("api").ctx.db.batch([
    read<{ key: string; value: string | null; secret: string | null }>(
      sql`select key, value #>> '{}' as value, encode(secret, 'base64') as secret from ${systemConfig}`,
    ),
  ]);
  return new Map(rows.flatMap(({ key, value, secret }) => opened(key, value, secret)));
}

/** A secret that cannot be opened, since its key is gone, is as if it had not been set. */
function opened(key: string, value: string | null, secret: string | null): [string, string][] {
  if (secret === null) return value === null ? [] : [[key, value]];
  try {
    return [[key, open(secret, systemConfig, "secret", key)]];
  } catch (error) {
    runtime().log("error", "a sealed setting cannot be opened", { key, error: (error as Error).message });
    return [];
  }
}
