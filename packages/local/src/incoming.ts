/**
 * Finds new mail under `incoming/` of an object store that sends no notifications, by polling. Each poll reads a bounded number
 * of objects and continues where the last one ended. Each object is handed over once, whichever process polls and however often
 * processes are restarted. A hand-over during which a process died is repeated; the receiver recognizes an object by its key and
 * entity tag.
 */
import type { Database } from "./database.ts";
import type { ListedObject, Page } from "./own-store.ts";

export interface IncomingOptions {
  database: Database;
  bucket: string;
  /** One page of objects below the folder, in the byte order of their keys, behind the given key. */
  list(startAfter: string | undefined): Promise<Page>;
  handOver(objects: ListedObject[], at: Date): Promise<void>;
  now: () => Date;
  onError: (error: unknown) => void;
  /** The pause between two polls in milliseconds. 10,000 unless given. */
  intervalMs?: number;
}

export interface Incoming {
  /** Creates its table, in the existing schema `cloud`. */
  migrate(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
  /** Polls now. */
  look(): Promise<void>;
}

const INTERVAL_MS = 10_000;
const PAGES_A_LOOK = 10;
/** The most entries of one PutEvents call. */
const AT_ONCE = 10;
/** A hand-over that is not reported done within this time may be repeated by any process. */
const CLAIM_MS = 60_000;

/** Keys are stored as bytes, so that they sort as in the object store and any key can be stored. */
const table = `create table if not exists cloud.incoming_object (
  bucket text not null, key bytea not null, etag text not null, claimed_at timestamptz not null, handed_at timestamptz,
  primary key (bucket, key)
)`;

export function createIncoming(options: IncomingOptions): Incoming {
  const { database, bucket, now, intervalMs = INTERVAL_MS } = options;
  let startAfter: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let isStopped = true;

  async function lookOnce(): Promise<void> {
    for (let pages = 0; pages < PAGES_A_LOOK; pages++) {
      const at = now();
      const page = await options.list(startAfter);
      const last = page.objects.at(-1)?.key;
      await reconcile(page, { behind: startAfter, upTo: page.isTruncated ? last : undefined }, at);
      startAfter = page.isTruncated ? last : undefined;
      if (startAfter === undefined) return;
    }
  }

  /** Compares a page with what is known of its range of keys. */
  async function reconcile(page: Page, range: Range, at: Date): Promise<void> {
    // Different keys that are no valid UTF-8 may read the same; they are treated as one.
    const objects = [...new Map(page.objects.map((object) => [object.key, object])).values()];
    const known = await knownIn(range);
    const gone = new Set(known.keys());
    for (const { key } of objects) gone.delete(key);
    if (gone.size > 0) await forget([...gone], at);
    const isNew = ({ key, etag }: ListedObject) => known.get(key)?.etag !== etag || !known.get(key)?.isHandedOver;
    // Some clients create a folder as an empty object.
    const fresh = objects.filter((object) => !object.key.endsWith("/") && isNew(object));
    for (let from = 0; from < fresh.length; from += AT_ONCE) await handOver(fresh.slice(from, from + AT_ONCE));
  }

  async function knownIn({ behind, upTo }: Range): Promise<Map<string, { etag: string; isHandedOver: boolean }>> {
    const rows = await database.query<{ key: string; etag: string; isHandedOver: boolean }>(
      `select encode(key, 'base64') as key, etag, handed_at is not null as "isHandedOver" from cloud.incoming_object
       where bucket = $1 and key > decode($2, 'base64') and ($3::text is null or key <= decode($3, 'base64'))`,
      [bucket, bytes(behind ?? ""), upTo === undefined ? null : bytes(upTo)],
    );
    return new Map(rows.map(({ key, ...row }) => [Buffer.from(key, "base64").toString("utf8"), row]));
  }

  /** Forgets keys that are gone from the store, except those that another process has found since this page was listed. */
  async function forget(keys: string[], listedAt: Date): Promise<void> {
    await database.query(
      `delete from cloud.incoming_object where bucket = $1 and claimed_at < $3::timestamptz
         and key = any(array(select decode(one, 'base64') from unnest($2::text[]) as one))`,
      [bucket, keys.map(bytes), listedAt.toISOString()],
    );
  }

  async function handOver(objects: ListedObject[]): Promise<void> {
    const at = now();
    const claimed = await database.query<{ key: string }>(
      `insert into cloud.incoming_object as known (bucket, key, etag, claimed_at)
       select $1, decode(one.key, 'base64'), one.etag, $4::timestamptz
       from unnest($2::text[], $3::text[]) as one (key, etag)
       on conflict (bucket, key) do update set etag = excluded.etag, claimed_at = excluded.claimed_at, handed_at = null
         where known.etag <> excluded.etag or (known.handed_at is null and known.claimed_at < $5::timestamptz)
       returning encode(key, 'base64') as key`,
      [
        bucket,
        objects.map(({ key }) => bytes(key)),
        objects.map(({ etag }) => etag),
        at.toISOString(),
        new Date(at.getTime() - CLAIM_MS).toISOString(),
      ],
    );
    const mine = new Set(claimed.map(({ key }) => Buffer.from(key, "base64").toString("utf8")));
    const chosen = objects.filter(({ key }) => mine.has(key));
    if (chosen.length === 0) return;
    await options.handOver(chosen, at);
    await database.query(
      `update cloud.incoming_object set handed_at = $3::timestamptz
       where bucket = $1 and key = any(array(select decode(one, 'base64') from unnest($2::text[]) as one))`,
      [bucket, chosen.map(({ key }) => bytes(key)), now().toISOString()],
    );
  }

  async function look(): Promise<void> {
    looking ??= lookOnce()
      .catch((error) => {
        startAfter = undefined;
        options.onError(error);
      })
      .finally(() => {
        looking = undefined;
      });
    await looking;
  }

  async function goOn(): Promise<void> {
    await look();
    if (!isStopped) timer = setTimeout(() => void goOn(), intervalMs);
  }

  return {
    migrate: async () => void (await database.query(table)),
    start() {
      isStopped = false;
      void goOn();
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await looking;
    },
    look,
  };
}

interface Range {
  behind: string | undefined;
  upTo: string | undefined;
}

const bytes = (key: string) => Buffer.from(key).toString("base64");
