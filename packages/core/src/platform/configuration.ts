import * as z from "zod/mini";
import { formSayings } from "#cloud/sayings";
import { address, type Form, json, type Setting, setting, visible } from "#cloud/setting";

/** Degrees, north and east. */
export const Place = z.strictObject({
  latitude: z.number().check(z.gte(-90), z.lte(90)),
  longitude: z.number().check(z.gte(-180), z.lte(180)),
});

const mailAddress: Form = {
  must: formSayings("mail_address", { example: "lifeos@example.com" }),
  isRight: (value) => /^[^\s@"(),:;<>[\\\]]{1,64}@[a-z0-9.-]{1,255}$/i.test(value),
};

export const settings: readonly Setting[] = [
  setting("OPENWEATHERMAP_API_KEY", visible, { secret: true, stage: "optional", isAdjustable: true }),
  setting("OPENWEATHERMAP_URL", address, { isAdjustable: true, fallback: "https://api.openweathermap.org" }),
  setting(
    "DEFAULT_PLACE",
    json(Place, formSayings("json_in_degrees", { example: '{"latitude": 52.52, "longitude": 13.4}' })),
    {
      isAdjustable: true,
    },
  ),
  setting("RESEND_API_KEY", visible, { secret: true, stage: "optional", isAdjustable: true }),
  setting("RESEND_URL", address, { isAdjustable: true, fallback: "https://api.resend.com" }),
  setting("MAIL_FROM", mailAddress, { stage: "optional", isAdjustable: true }),
  setting("METRICS_TOKEN", visible, { secret: true, stage: "optional", isAdjustable: true }),
];
