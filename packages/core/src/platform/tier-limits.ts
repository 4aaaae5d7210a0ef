import { settingOf } from "#core/platform/system-settings";
import type { Tier } from "#kit/ctx";

/**
 * The limits of a tier. The setting overrides any of the defaults as JSON: `{"free": {"totalBytes": 1000000000}}`. An administrator may
 * change it, so whoever asks calls `refreshSettings` before.
 */
/* @__NO_SIDE_EFFECTS__ */
export function tierLimits<L extends object>(setting: string, defaults: Readonly<Record<Tier, L>>): (tier: Tier) => L {
  let read: { raw: string; byTier: Partial<Record<Tier, Partial<L>>> } | undefined;
  return (tier) => {
    const raw = settingOf(setting) ?? "";
    if (read?.raw !== raw) read = { raw, byTier: raw ? JSON.parse(raw) : {} };
    return { ...defaults[tier], ...read.byTier[tier] };
  };
}
