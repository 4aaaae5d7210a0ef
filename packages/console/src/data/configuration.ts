/** What the server of the console says of this installation: a small file of JSON beside index.html. */
import type { AuthorizationServer } from "oauth4webapi";
import { setServerTime } from "../words/format.ts";

export interface Configuration {
  /** Where the API is: an origin, or "" for the console's own. */
  api: string;
  /** How people sign in; null where nothing is set up. */
  signIn: SignInConfiguration | null;
  /** Whether a click is enough to be anybody, because the issuer is this machine's. */
  isLocal: boolean;
}

/** A public client of OpenID Connect: authorization code with PKCE, no secret. */
export interface SignInConfiguration {
  issuer: string;
  clientId: string;
  /** Where its metadata is, when that does not follow from its name. */
  metadata?: string;
  /** The metadata itself (RFC 8414), where the server of the console knows it: that is one question less to wait for. */
  server?: AuthorizationServer;
  /** `openid email profile` unless said. */
  scope?: string;
  /** What some issuers want to be told of the API that the token is for. */
  audience?: string;
}

let read: Configuration | undefined;

/** Rejects when there is neither network nor a kept copy. */
export async function loadConfiguration(): Promise<Configuration> {
  const response = await fetch(`${import.meta.env.BASE_URL}config.json`);
  if (!response.ok) throw new Error(`The configuration of the console is not to be had (${response.status}).`);
  // Before anybody signs in, for what the issuer says holds by a right clock.
  setServerTime(response.headers.get("date"));
  read = (await response.json()) as Configuration;
  return read;
}

export function configuration(): Configuration {
  if (!read) throw new Error("The configuration is read before anything else.");
  return read;
}
