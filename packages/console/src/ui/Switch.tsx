import "./Switch.css";
import { type ReactNode, useId } from "react";

type SwitchProps = {
  label: string;
  help?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  busy?: boolean;
  name?: string;
};

/** On or off, at once: what needs a Save is a checkbox. */
export function Switch({ label, help, checked, onChange, busy, name }: SwitchProps) {
  const id = useId();
  return (
    <div className="switch">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={name}
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox tells its state by itself; ARIA in HTML forbids to tell it twice
        role="switch"
        checked={checked}
        aria-busy={busy || undefined}
        aria-describedby={help ? `${id}-help` : undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      {help && (
        <p className="quiet small" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  );
}

type CheckProps = {
  label: string;
  unseenLabel?: boolean;
  checked: boolean;
  onChange: (checked: boolean) => void;
  tabIndex?: number;
  partly?: boolean;
};

/** A box to check; `partly` is the state of one that stands for several. */
export function Check({ label, unseenLabel, checked, onChange, tabIndex, partly }: CheckProps) {
  return (
    <label className="check-label">
      <input
        className="check"
        type="checkbox"
        checked={checked}
        tabIndex={tabIndex}
        ref={(box) => {
          if (box) box.indeterminate = Boolean(partly);
        }}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className={unseenLabel ? "unseen" : undefined}>{label}</span>
    </label>
  );
}

type RadiosProps<Value extends string> = {
  label: string;
  value: Value;
  choices: readonly { value: Value; label: string; help?: string }[];
  onChange: (value: Value) => void;
  /** One beside the other in one border, for two to four short words. */
  segmented?: boolean;
  unseenLabel?: boolean;
};

/** One of a few that are all worth seeing. Arrows move, as the platform does it. */
export function Radios<Value extends string>({
  label,
  value,
  choices,
  onChange,
  segmented,
  unseenLabel,
}: RadiosProps<Value>) {
  const name = useId();
  return (
    <fieldset className={segmented ? "segments-set" : "radios"}>
      <legend className={unseenLabel ? "unseen" : undefined}>{label}</legend>
      <div className={segmented ? "segments" : undefined}>
        {choices.map((choice) => (
          <label key={choice.value}>
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            <span>{choice.label}</span>
            {choice.help && <span className="quiet small">{choice.help}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
