/** Requests to a provider in the name of a connection of the speaker's, and what their failures mean. */
import type * as z from "zod/mini";
import { ask } from "#cloud/ask";
import { ChangedThere, GoneThere } from "#core/calendar/sync/service";
import { accessTokenOf } from "#core/identity/connection-tokens";
import type { Ctx } from "#kit/ctx";
import { cut } from "#kit/text";
import { type Ask, type ThirdParty, ThirdPartyError } from "#kit/third-party";

interface Provider {
  service: ThirdParty;
  /** What all its addresses begin with. */
  base: string;
  /** What every request carries, unless it says otherwise. */
  headers?: Record<string, string>;
}

/** Asks with the connection's token, and with another one when the provider no longer takes it. Throws ThirdPartyError. */
export function callsOf(ctx: Ctx, connectionId: string, { service, base, headers }: Provider) {
  let token: string | undefined;
  return async function call<S extends z.ZodMiniType | undefined = undefined>(
    path: string,
    what: string,
    request: Omit<Ask<S>, "url" | "what">,
  ) {
    const asked = async () =>
      ask(ctx, service, {
        ...request,
        what,
        url: `${base}${path}`,
        headers: { authorization: `Bearer ${token}`, ...headers, ...request.headers },
      } as Ask<S>);
    token ??= await accessTokenOf(ctx, connectionId);
    try {
      return await asked();
    } catch (error) {
      if (statusOf(error) !== 401) throw error;
      token = await accessTokenOf(ctx, connectionId, token);
      return asked();
    }
  };
}

/** The status that a provider answered, if it did. */
export const statusOf = (error: unknown) => (error instanceof ThirdPartyError ? error.status : undefined);

export const isGone = (error: unknown) => [404, 410].includes(statusOf(error) ?? 0);

/** Of a request with If-Match: ChangedThere or GoneThere, where that is what the failure means. */
export function conditional(error: unknown): unknown {
  if (statusOf(error) === 412) return new ChangedThere("it was changed there");
  return isGone(error) ? new GoneThere("it is no longer there") : error;
}

/** If-Match for a version, of which none may be known. */
export const ifMatch = (etag: string): Record<string, string> => (etag === "" ? {} : { "if-match": etag });

/** A text of theirs as a column takes it. */
export const clean = (text: string, longest: number) => cut(text.replaceAll("\0", "").toWellFormed(), longest);
