/**
 * Connections with other services: the person agrees on the provider's own page, which sends them back to the page of the console where they
 * began, with a code or with what went wrong in the fragment of the address. The code counts once, and only for whoever began: whether that is
 * who is signed in here, the API decides.
 */
import { useEffect, useState } from "react";
import { useChange } from "./change.ts";
import { type Body, call } from "./client.ts";
import { notify } from "./notices.ts";
import { type Problem, problemOfError } from "./problem.ts";

type Authorize = Body<"identity.connections.authorize">;
export type ProviderName = Authorize["provider"];

export interface Connecting {
  /** Where they come back to, below /console; the page of all connections unless given. */
  page?: "finance/accounts";
  /** The connection that they agree to anew; a new one unless given. */
  connectionId?: string;
}

/** Leaves the page when it succeeds. */
export async function connect(provider: ProviderName, { page, connectionId }: Connecting = {}): Promise<void> {
  try {
    const header = { "idempotency-key": crypto.randomUUID() };
    const body: Authorize = {
      provider,
      ...(connectionId && { connectionId }),
      ...(page && { returnTo: new URL(`/console/${page}`, location.origin).href }),
    };
    const { url } = await call("identity.connections.authorize", { body, header });
    // Only a page of the web is gone to, whatever was answered.
    if (url && new URL(url).protocol.startsWith("http")) location.assign(url);
  } catch (error) {
    notify({ kind: "problem", text: problemOfError(error).text });
  }
}

export interface ComingBack {
  isPending: boolean;
  problem: Problem | undefined;
  /** What the provider said instead of a code: a word of RFC 6749. */
  error: string | undefined;
}

/** Completes what the person comes back from. `said` is how the connection is called, and what is told once it is there. */
export function useComingBack(said: { title: string; connected: string }): ComingBack {
  const completing = useChange("identity.connections.complete");
  const { run } = completing;
  const [given] = useState(takeFragment);
  useEffect(() => {
    const code = once(given);
    if (!code) return;
    void run({ body: code, title: said.title }).then((made) => {
      if (made) notify({ kind: "done", text: said.connected });
    });
  }, [given, run, said]);
  return { isPending: completing.isPending, problem: completing.problem, error: given?.error ?? undefined };
}

interface Fragment {
  state: string;
  code: string | null;
  error: string | null;
}

/** What came, and takes it out of the address, so that neither the history nor a bookmark holds it. */
function takeFragment(): Fragment | undefined {
  const said = new URLSearchParams(location.hash.slice(1));
  if (!said.has("code") && !said.has("error")) return taken;
  history.replaceState(history.state, "", location.pathname + location.search);
  taken = { state: said.get("state") ?? "", code: said.get("code"), error: said.get("error") };
  return taken;
}

/** React renders twice while somebody develops, and the fragment is there the first time only. */
let taken: Fragment | undefined;
const sent = new Set<string>();

function once(given: Fragment | undefined): { state: string; code: string } | undefined {
  taken = undefined;
  if (!given?.code || !given.state || sent.has(given.state)) return undefined;
  sent.add(given.state);
  return { state: given.state, code: given.code };
}
