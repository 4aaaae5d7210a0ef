/** Leaves for a page of Stripe's, which sends the person back here. */
import { call } from "#console/data/client.ts";
import { notify } from "#console/data/notices.ts";
import { problemOfError } from "#console/data/problem.ts";

const header = () => ({ "idempotency-key": crypto.randomUUID() });

export const subscribe = (priceId: string): Promise<void> =>
  leave(() => call("billing.checkout.begin", { body: { priceId }, header: header() }));

export const manage = (): Promise<void> => leave(() => call("billing.portal.open", { header: header() }));

export const goOn = (url: string): Promise<void> => leave(async () => ({ url }));

async function leave(ask: () => Promise<{ url: string }>): Promise<void> {
  try {
    const { url } = await ask();
    // Only a page of the web is gone to, whatever was answered.
    if (new URL(url).protocol === "https:") location.assign(url);
  } catch (error) {
    notify({ kind: "problem", text: problemOfError(error).text });
  }
}
