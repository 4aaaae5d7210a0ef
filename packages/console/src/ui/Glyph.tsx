import "./Glyph.css";
import { type IconName, icons } from "./icons.ts";

/** The areas of life that have a hue of their own; a new one starts as `system`. */
export type Area =
  | "work"
  | "calendar"
  | "rhythm"
  | "health"
  | "household"
  | "finance"
  | "knowledge"
  | "people"
  | "cortex"
  | "system";

/** A stroke of 16 px in the colour of the text. Without `label` it is decoration and screen readers skip it. */
export function Icon({ name, label }: { name: IconName; label?: string }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" role="img" aria-label={label} aria-hidden={label ? undefined : true}>
      <path d={icons[name]} />
    </svg>
  );
}

/** Where a thing belongs, by hue and by shape: the hue alone would say nothing to who does not see it. */
export function Glyph({
  icon,
  of = "system",
  small,
  label,
}: {
  icon: IconName;
  of?: Area;
  small?: boolean;
  label?: string;
}) {
  return (
    <span className={`glyph of-${of}${small ? " small-glyph" : ""}`}>
      <Icon name={icon} label={label} />
    </span>
  );
}
