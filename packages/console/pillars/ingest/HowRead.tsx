/** How the source of a dry run was read, as far as that was found out or said, and how to have it read otherwise. */
import { useState } from "react";
import { Link } from "react-router";
import { useChange } from "#console/data/change.ts";
import { Button } from "#console/ui/Button.tsx";
import { Remark } from "#console/ui/Notice.tsx";
import { Card, Section, Stack } from "#console/ui/Page.tsx";
import { Problem } from "#console/ui/State.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { day, number } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { ColumnRoles, rolesIn } from "./ColumnRoles.tsx";
import { type Found, foundIn } from "./found.ts";
import type { Job } from "./ImportState.tsx";
import { type Kind, useKinds } from "./kinds.ts";
import { type Chosen, Options, valuesOf } from "./Options.tsx";
import type en from "./words.en.ts";

export function HowRead({ job }: { job: Job }) {
  const kind = useKinds().find((one) => one.kind === job.kind);
  const found = foundIn(job.found);
  const isChangeable = job.isDryRun && kind !== undefined && kind.options.length > 0;
  if (!isChangeable && found.balances.length === 0 && found.passed.length === 0) return null;
  return (
    <>
      <Balances found={found} />
      <Passed found={found} />
      {isChangeable && <Choice key={job.version} job={job} kind={kind} found={found} />}
    </>
  );
}

/** What the bank says is on the accounts; it is told, and not written. */
function Balances({ found: { balances } }: { found: Found }) {
  const words = useWords<typeof en>("ingest").imports;
  if (balances.length === 0) return null;
  return (
    <Section title={words.balances}>
      <Card flush>
        <Facts
          facts={balances.map(({ account, amount, currency, asOf }) => ({
            name: account,
            value: (
              <span className="data">
                {amount} {currency}
              </span>
            ),
            note: asOf && day(asOf, "long"),
          }))}
        />
      </Card>
    </Section>
  );
}

/** What the source has and nobody keeps. */
function Passed({ found: { passed } }: { found: Found }) {
  const words = useWords<typeof en>("ingest").imports;
  if (passed.length === 0) return null;
  return (
    <Section title={words.passedOver}>
      <Card flush>
        <Facts
          facts={passed.map(({ name, count }) => ({ name, value: <span className="data">{number(count)}</span> }))}
        />
      </Card>
    </Section>
  );
}

/** What was found out stands in the fields; what is left as it is goes on being found out. */
function Choice({ job, kind, found }: { job: Job; kind: Kind; found: Found }) {
  const words = useWords<typeof en>("ingest").imports;
  const [changed, setChanged] = useState<Chosen>({});
  const checking = useChange("ingest.imports.recheck");
  const said = textsOf(job.options);
  const shown: Chosen = { ...found.manner, ...said, ...changed };
  const hasTable = found.names.length > 0 || found.sample.length > 0;
  const isChanged = Object.keys(changed).length > 0;
  const again = () =>
    checking.run({
      path: { importId: job.id },
      body: { options: valuesOf(kind, { ...said, ...changed }) },
      row: job,
      patch: {},
    });
  const rest = { ...kind, options: kind.options.filter(({ name }) => name !== "columns") };
  return (
    <Section title={words.howRead}>
      <Card>
        <Stack>
          {found.rememberedFrom && (
            <Remark>
              {words.remembered} <Link to={`/ingest/imports/${found.rememberedFrom}`}>{words.thatImport}</Link>
            </Remark>
          )}
          {hasTable && (
            <ColumnRoles
              found={found}
              roles={rolesIn(shown.columns)}
              onChange={(columns) => setChanged({ ...changed, columns })}
            />
          )}
          <div className="how-read">
            <Options
              kind={rest}
              chosen={shown}
              onChange={(next) => setChanged({ ...changed, ...differing(next, shown) })}
            />
          </div>
          {checking.problem && <Problem problem={checking.problem} />}
          <div className="row">
            <Button icon="eye" busy={checking.isPending} why={!isChanged && words.asItIs} onClick={() => void again()}>
              {words.recheck}
            </Button>
          </div>
        </Stack>
      </Card>
    </Section>
  );
}

const differing = (next: Chosen, before: Chosen): Chosen =>
  Object.fromEntries(Object.entries(next).filter(([name, value]) => before[name] !== value));

/** Options as they were said, as fields have them. */
const textsOf = (options: Job["options"]): Chosen =>
  Object.fromEntries(Object.entries(options).map(([name, value]) => [name, String(value)]));
