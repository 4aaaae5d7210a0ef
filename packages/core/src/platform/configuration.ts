import { address, type Setting, setting, visible } from "#cloud/setting";

export const settings: readonly Setting[] = [
  setting("OPENWEATHERMAP_API_KEY", visible, { secret: true, stage: "optional" }),
  setting("OPENWEATHERMAP_URL", address),
];
