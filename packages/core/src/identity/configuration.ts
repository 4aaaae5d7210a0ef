import * as z from "zod/mini";
import { formSayings } from "#cloud/sayings";
import { address, isHttp, json, type Setting, setting, visible } from "#cloud/setting";

const Issuers = z
  .array(
    z.strictObject({
      issuer: z.url(),
      audience: z.string().check(z.minLength(1)),
      jwksUri: z.optional(z.url()),
      trustEmails: z.optional(z.boolean()),
      authorizedParties: z.optional(z.array(z.string().check(z.minLength(1)))),
    }),
  )
  .check(z.minLength(1));

/** What a provider knows LifeOS by; without both, it cannot be connected here. */
const client = (id: string, secret: string): Setting[] => [
  setting(id, visible, { isAdjustable: true }),
  setting(secret, visible, { secret: true, isAdjustable: true }),
];

export const settings: readonly Setting[] = [
  setting(
    "OIDC_ISSUERS",
    json(
      Issuers,
      formSayings("json_like", { example: '[{"issuer": "https://…", "audience": "…", "jwksUri": "https://…"}]' }),
    ),
    { stage: "needed" },
  ),
  // Where people reach this installation: the API and, below /console, the console.
  setting("PUBLIC_URL", address, { isAdjustable: true }),
  // Where clients other than the console want people to come back to from a provider.
  setting(
    "CONNECTION_RETURN_URLS",
    json(
      z.array(z.string().check(z.refine(isReturn))).check(z.maxLength(20)),
      formSayings("json_of_addresses", {
        example: '["https://app.example.com/connected", "com.example.app:/connected"]',
      }),
    ),
    { isAdjustable: true },
  ),
  ...client("GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"),
  ...client("MICROSOFT_CLIENT_ID", "MICROSOFT_CLIENT_SECRET"),
  ...client("DROPBOX_CLIENT_ID", "DROPBOX_CLIENT_SECRET"),
  ...client("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"),
  ...client("FACEBOOK_CLIENT_ID", "FACEBOOK_CLIENT_SECRET"),
  ...client("PLAID_CLIENT_ID", "PLAID_SECRET"),
  setting("PLAID_URL", address, { isAdjustable: true, fallback: "https://production.plaid.com" }),
  setting(
    "PLAID_COUNTRY_CODES",
    {
      must: formSayings("country_codes", { example: "US,CA" }),
      isRight: (value) => /^[A-Z]{2}(,[A-Z]{2}){0,30}$/.test(value),
    },
    { isAdjustable: true, fallback: "US" },
  ),
];

/** An address of a page, or of an app by a scheme of its own (RFC 8252, section 7.1: a domain in reverse), which no browser runs. */
function isReturn(url: string): boolean {
  if (!URL.canParse(url) || url.includes("#")) return false;
  return isHttp(url) || /^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:$/.test(new URL(url).protocol);
}
