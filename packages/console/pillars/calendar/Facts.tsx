import { Fragment, type ReactNode } from "react";

/** What is known of something, one below the other; what is empty is left out. */
export function Facts({ facts }: { facts: readonly { name: string; value: ReactNode }[] }) {
  return (
    <dl className="cal-facts">
      {facts
        .filter(({ value }) => value)
        .map(({ name, value }) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}
