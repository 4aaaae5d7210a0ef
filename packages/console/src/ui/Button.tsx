import "./Button.css";
import { type ComponentPropsWithRef, type MouseEvent, type ReactNode, useId } from "react";
import { Link } from "react-router";
import { Icon } from "./Glyph.tsx";
import type { IconName } from "./icons.ts";

type Look = {
  /** `main` is the one thing to do here, `danger` what cannot be taken back, `bare` what stands beside text. */
  kind?: "plain" | "main" | "bare" | "danger";
  small?: boolean;
  icon?: IconName;
};

type ButtonProps = Look &
  Omit<ComponentPropsWithRef<"button">, "disabled"> & {
    /** While it works: the width and the words stay, and pressing it again does nothing. */
    busy?: boolean;
    /** The reason why it cannot be pressed now; it stays reachable by Tab, so that the reason is too. */
    why?: string | false;
    children: ReactNode;
  };

/** A button with words. Those without are `IconButton`, which has to say its name. */
export function Button({ kind, small, icon, busy, why, children, onClick, className, ...rest }: ButtonProps) {
  const reason = useId();
  const blocked = busy || Boolean(why);
  return (
    <button
      type="button"
      {...rest}
      className={classOf({ kind, small }, className)}
      aria-disabled={blocked || undefined}
      aria-busy={busy || undefined}
      aria-describedby={why ? reason : rest["aria-describedby"]}
      data-tip={why || undefined}
      onClick={blocked ? swallow : onClick}
    >
      {icon && <Icon name={icon} />}
      {children}
      {why && (
        <span id={reason} hidden>
          {why}
        </span>
      )}
    </button>
  );
}

type IconButtonProps = Omit<ButtonProps, "children"> & { icon: IconName; label: string; marked?: boolean };

/** A button that shows only an icon; `label` is its name and its tooltip, `marked` puts a dot on it. */
export function IconButton({
  label,
  icon,
  marked,
  kind = "bare",
  small,
  busy,
  why,
  onClick,
  className,
  ...rest
}: IconButtonProps) {
  const blocked = busy || Boolean(why);
  return (
    <button
      type="button"
      {...rest}
      className={classOf({ kind, small }, `only-icon${marked ? " marked" : ""}${className ? ` ${className}` : ""}`)}
      aria-label={why ? `${label}: ${why}` : label}
      aria-disabled={blocked || undefined}
      aria-busy={busy || undefined}
      data-tip={why || label}
      onClick={blocked ? swallow : onClick}
    >
      <Icon name={icon} />
    </button>
  );
}

/** A link that looks like a button: it leads somewhere and changes nothing. */
export function ButtonLink({ to, kind, small, icon, children }: Look & { to: string; children: ReactNode }) {
  return (
    <Link className={classOf({ kind, small })} to={to}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  );
}

/** A submit button would otherwise send its form although it is blocked. */
function swallow(event: MouseEvent) {
  event.preventDefault();
}

function classOf({ kind = "plain", small }: Look, more?: string) {
  return ["button", kind !== "plain" && kind, small && "small-button", more].filter(Boolean).join(" ");
}
