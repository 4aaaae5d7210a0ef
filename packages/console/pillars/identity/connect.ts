/** Begins a connection: the person agrees on the provider's own page, which sends them back here. */
import { type Body, call } from "#console/data/client.ts";
import { notify } from "#console/data/notices.ts";
import { problemOfError } from "#console/data/problem.ts";

export type ProviderName = Body<"identity.connections.authorize">["provider"];

/** Leaves the page when it succeeds. */
export async function connect(provider: ProviderName): Promise<void> {
  try {
    const header = { "idempotency-key": crypto.randomUUID() };
    const { url } = await call("identity.connections.authorize", { body: { provider }, header });
    // Only a page of the web is gone to, whatever was answered.
    if (url && new URL(url).protocol.startsWith("http")) location.assign(url);
  } catch (error) {
    notify({ kind: "problem", text: problemOfError(error).text });
  }
}
