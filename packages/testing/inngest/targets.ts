/** The Inngest servers that the environment names: a running one, or an executable, in each of its modes. */
import path from "node:path";
import { signingRelay } from "./relay.ts";
import { type InngestProcess, inngestProcess, type Mode, SIGNING_KEY } from "./server.ts";

export interface Target {
  name: string;
  /** Settings for access to the server itself. */
  server: Record<string, string>;
  /** Settings for the product, which accepts only signed calls. */
  product: Record<string, string>;
  /** Absent for a server that runs elsewhere. */
  process?: InngestProcess;
  close(): Promise<void>;
}

export const NEEDS = `Set INNGEST_BASE_URL to the address of an Inngest server that runs (with INNGEST_SIGNING_KEY and INNGEST_EVENT_KEY if it
has keys), or INNGEST_BINARY to the path of an inngest executable, which is started on free ports of this machine, in
development mode and self-hosted with keys.`;

export const MODES: readonly Mode[] = ["dev", "self-hosted"];

/** Functions that open each of them; empty when the environment names none. */
export function targetsOf(env: NodeJS.ProcessEnv, directory: string, modes = MODES): (() => Promise<Target>)[] {
  const { INNGEST_BASE_URL: url, INNGEST_BINARY: binary } = env;
  const { INNGEST_SIGNING_KEY: signingKey, INNGEST_EVENT_KEY: eventKey } = env;
  if (url) return [() => target(`the server at ${url}`, { url, signingKey, eventKey: eventKey ?? "local" })];
  if (!binary) return [];
  return modes.map((mode) => async () => {
    const own = await inngestProcess(path.resolve(binary), mode, path.join(directory, mode));
    await own.start();
    return target(`${binary} (${own.version}), ${mode}`, own, own);
  });
}

async function target(
  name: string,
  { url, signingKey, eventKey }: Pick<InngestProcess, "url" | "signingKey" | "eventKey">,
  own?: InngestProcess,
): Promise<Target> {
  const relay = signingKey ? undefined : await signingRelay(url, SIGNING_KEY);
  const server = { INNGEST_BASE_URL: url, INNGEST_EVENT_KEY: eventKey };
  return {
    name,
    process: own,
    server: signingKey ? { ...server, INNGEST_SIGNING_KEY: signingKey } : server,
    product: {
      ...server,
      INNGEST_BASE_URL: relay?.url ?? url,
      INNGEST_SIGNING_KEY: signingKey ?? SIGNING_KEY,
    },
    async close() {
      await relay?.close();
      await own?.kill();
    },
  };
}
