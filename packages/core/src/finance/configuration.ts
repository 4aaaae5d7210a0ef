import * as z from "zod/mini";
import { formSayings } from "#cloud/sayings";
import { json, positive, type Setting, setting, tiers } from "#cloud/setting";

const MailLimits = z.partialRecord(z.enum(tiers), z.strictObject({ perDay: positive }));

export const settings: readonly Setting[] = [
  setting(
    "INVOICE_MAIL_LIMITS",
    json(MailLimits, formSayings("json_by_tier", { example: '{"free": {"perDay": 20}}', tiers: tiers.join(", ") })),
    { stage: "optional", isAdjustable: true },
  ),
];
