/** The setting that says how people sign in to the console, for whoever serves it: the local cloud or the site of a stage. */
import * as z from "zod/mini";
import { formSayings } from "#cloud/sayings";
import { type Form, json } from "#cloud/setting";

/** A public client of OpenID Connect, which takes no secret: authorization code with PKCE. */
const SignIn = z.strictObject({
  issuer: z.url(),
  clientId: z.string().check(z.minLength(1)),
  /** Where the issuer's metadata is, when that does not follow from its name. */
  metadata: z.optional(z.string()),
  scope: z.optional(z.string()),
  audience: z.optional(z.string()),
});
export type SignIn = z.output<typeof SignIn>;

export const consoleSignIn: Form = json(
  SignIn,
  formSayings("json_like", { example: '{"issuer": "https://…", "clientId": "…", "audience": "…"}' }),
);

export const readSignIn = (value: string | undefined): SignIn | null =>
  value ? SignIn.parse(JSON.parse(value)) : null;

/**
 * The content of config.json, which the console reads before anything else; see src/data/configuration.ts. `server` is the metadata of the issuer,
 * where it is known here.
 */
export const configurationFile = (signIn: SignIn | null, isLocal: boolean, server?: object): string =>
  JSON.stringify({ api: "", signIn: signIn && { ...signIn, server }, isLocal });
