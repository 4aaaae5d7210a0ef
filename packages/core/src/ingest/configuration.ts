import { formSayings } from "#cloud/sayings";
import { bucket, isBase64, type Setting, setting, wholeNumber } from "#cloud/setting";

export const settings: readonly Setting[] = [
  setting(
    "INBOUND_DOMAIN",
    { must: formSayings("domain_name", { example: "in.example.com" }), isRight: isDomain },
    { stage: "optional" },
  ),
  setting(
    "EMAIL_WEBHOOK_SECRET",
    {
      must: formSayings("webhook_secret"),
      isRight: (value) => value.startsWith("whsec_") && isBase64(value.slice("whsec_".length), 24, 64),
    },
    { secret: true, stage: "optional" },
  ),
  setting("MAX_MAIL_BYTES", wholeNumber(1, 32 * 1024 * 1024, "bytes")),
  setting("MAIL_BUCKET", bucket, { uses: "mail" }),
];

function isDomain(value: string): boolean {
  const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;
  const labels = value.split(".");
  return value.length <= 190 && labels.length > 1 && labels.every((one) => label.test(one));
}
