import * as z from "zod/mini";
import { json, type Setting, setting } from "#cloud/setting";

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

export const settings: readonly Setting[] = [
  setting(
    "OIDC_ISSUERS",
    json(Issuers, 'JSON such as [{"issuer": "https://…", "audience": "…", "jwksUri": "https://…"}]'),
    { stage: "needed" },
  ),
];
