/** Mail addresses or numbers of a contact, one a line, each with what it is for; the first is the preferred one. */
import type { Form } from "#console/data/form.ts";
import { Button, IconButton } from "#console/ui/Button.tsx";
import { Text } from "#console/ui/Field.tsx";
import { Section } from "#console/ui/Page.tsx";
import { useCommon } from "#console/words/common.ts";
import { number } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import "./people.css";
import type en from "./words.en.ts";

interface Reached {
  value: string;
  label?: string | null;
}

export function ReachedBy({ form, name }: { form: Form; name: "emails" | "phones" }) {
  const words = useWords<typeof en>("people").contact;
  const common = useCommon();
  const { value, onChange, error } = form.value<Reached[]>(name);
  const rows = value ?? [];
  const isMail = name === "emails";
  const put = (at: number, changed: Partial<Reached>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...changed } : row)));
  return (
    <Section title={words[name]}>
      <ul className="reached-fields">
        {rows.map((row, at) => {
          const which = (isMail ? words.emailOf : words.phoneOf)(number(at + 1));
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an address has no id of its own, and its place is what is edited
            <li key={at}>
              <Text
                type={isMail ? "email" : "tel"}
                label={which}
                unseenLabel
                maxLength={isMail ? 320 : 100}
                value={row.value}
                onChange={({ target }) => put(at, { value: target.value })}
              />
              <Text
                label={words.labelOf(which)}
                unseenLabel
                placeholder={words.label}
                maxLength={60}
                value={row.label ?? ""}
                onChange={({ target }) => put(at, { label: target.value || null })}
              />
              <IconButton
                icon="cross"
                label={common.remove(row.value || which)}
                onClick={() => onChange(rows.filter((_, index) => index !== at))}
              />
            </li>
          );
        })}
      </ul>
      {error && <p className="error">{error}</p>}
      <Button small icon="plus" onClick={() => onChange([...rows, { value: "" }])}>
        {isMail ? words.addEmail : words.addPhone}
      </Button>
    </Section>
  );
}
