/**
 * The database connections of the stand-in for Neon's proxy: an idle connection is used or a new one opened, without waiting.
 * After a request the proxy resets the session with these statements and keeps the connection; one that is broken or in the
 * middle of something is closed.
 */
import { connect as connectSocket } from "node:net";
import pg from "pg";
import { refused } from "#testing/neon-problem";

export interface Target {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

/**
 * The parts of a connection string that the proxy uses. Options and application_name never reach PostgreSQL. Neon itself requires
 * a host name, by which it finds the database; here the host is where PostgreSQL listens.
 */
export function targetOf(connectionString: string | string[] | undefined): Target {
  if (typeof connectionString !== "string") throw refused(400, "invalid header: neon-connection-string");
  if (!URL.canParse(connectionString)) throw refused(400, "invalid connection string: relative URL without a base");
  const { protocol, hostname: host, port, username, password, pathname } = new URL(connectionString);
  if (protocol !== "postgres:" && protocol !== "postgresql:") throw refused(400, "incorrect scheme");
  const database = decodeURIComponent(pathname.split("/")[1] ?? "");
  if (!username) throw refused(400, "missing username");
  if (!password) throw refused(400, "missing authentication credentials: required password");
  return {
    host,
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database,
  };
}

/** The most idle connections of a database. */
const MAX_IDLE = 20;
const RESET = `ROLLBACK; CLOSE ALL; SET SESSION AUTHORIZATION DEFAULT; RESET ALL; DEALLOCATE ALL; UNLISTEN *;
  SELECT pg_advisory_unlock_all(); DISCARD TEMP; DISCARD SEQUENCES;`;

interface Idle {
  client: pg.Client;
  /** Undefined when the reset failed. */
  reset: Promise<pg.Client | undefined>;
}

export function computes() {
  const idle = new Map<string, Idle[]>();
  const open = new Set<pg.Client>();

  async function connect(target: Target): Promise<pg.Client> {
    const client = new pg.Client(target);
    client.on("error", () => forget(client));
    try {
      await client.connect();
    } catch (error) {
      throw whyNot(error as pg.DatabaseError, target);
    }
    open.add(client);
    return client;
  }

  function forget(client: pg.Client) {
    open.delete(client);
    for (const [key, others] of idle)
      idle.set(
        key,
        others.filter((one) => one.client !== client),
      );
  }

  async function end(client: pg.Client) {
    forget(client);
    await client.end().catch(() => {});
  }

  function keep(key: string, client: pg.Client) {
    const others = idle.get(key) ?? [];
    if (others.length === MAX_IDLE) return void end(client);
    // The answer does not wait for the reset.
    const reset = client.query(RESET).then(
      () => client,
      () => void end(client),
    );
    idle.set(key, [...others, { client, reset }]);
  }

  return {
    /**
     * Runs `work` on a connection; when `gone` is aborted because the client has given up, the running statement is cancelled.
     */
    async use<T>(target: Target, gone: AbortSignal, work: (client: pg.Client) => Promise<T>): Promise<T> {
      const key = JSON.stringify(target);
      const client = (await idle.get(key)?.pop()?.reset) ?? (await connect(target));
      const cancelling = () => cancel(client, target);
      gone.addEventListener("abort", cancelling);
      let usable = true;
      try {
        return await work(client);
      } catch (error) {
        usable = (error as pg.DatabaseError).severity === "ERROR" && !gone.aborted;
        throw error;
      } finally {
        gone.removeEventListener("abort", cancelling);
        if (usable) keep(key, client);
        else await end(client);
      }
    },
    close: () => Promise.all([...open].map(end)),
  };
}

/** The proxy checks passwords itself and words the error; other errors of PostgreSQL keep their code. */
function whyNot(error: pg.DatabaseError, { user }: Target): Error {
  if (error.code === "28P01") return refused(400, `password authentication failed for user '${user}'`);
  if (!(error instanceof pg.DatabaseError)) return refused(500, "Couldn't connect to compute node");
  // An unknown database is the client's mistake; a role without free connections is not.
  return Object.assign(error, { status: error.code === "3D000" ? 400 : 500 });
}

/** "Canceling Requests in Progress" in PostgreSQL's chapter on message flow: a separate connection with the key of the other. */
function cancel(client: pg.Client, { host, port }: Target): void {
  // What a cancel request needs, and node-postgres keeps without saying so in its types.
  const { processID, secretKey } = client as unknown as { processID: number; secretKey: number };
  const message = Buffer.alloc(16);
  for (const [at, value] of [16, 80_877_102, processID, secretKey].entries()) message.writeInt32BE(value, at * 4);
  const socket = connectSocket(port, host, () => socket.end(message));
  socket.on("error", () => {});
}
