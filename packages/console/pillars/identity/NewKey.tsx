/** A form for a new key. Its scopes are those of the contract. */
import create from "contract:identity.api-keys.create";
import { change } from "#console/data/change.ts";
import type { Body } from "#console/data/client.ts";
import { useForm } from "#console/data/form.ts";
import { FormBody } from "#console/frame/FormSheet.tsx";
import { MomentField } from "#console/ui/DateField.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { Text } from "#console/ui/Field.tsx";
import { NumberField } from "#console/ui/NumberField.tsx";
import { Check } from "#console/ui/Switch.tsx";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Scope = Body<"identity.api-keys.create">["scopes"][number];

export function NewKey({ close, made }: { close: () => void; made: (secret: string) => void }) {
  const words = useWords<typeof en>("identity").keys;
  const form = useForm(create);
  const chosen = form.value<Scope[]>("scopes");
  const submit = form.submit(async (body) => {
    const key = body as Body<"identity.api-keys.create">;
    const { secret } = await change("identity.api-keys.create", { body: key, title: key.name, isQuiet: true });
    close();
    if (secret) made(secret);
  });
  return (
    <Sheet open onClose={close} title={words.addTitle} dirty={form.isDirty}>
      <FormBody form={form} onSubmit={submit} label={words.add} why={(chosen.value ?? []).length === 0 && words.none}>
        <Text label={words.name} {...form.input("name")} />
        <Scopes
          all={(form.about("scopes")?.of?.choices ?? []) as Scope[]}
          chosen={chosen.value ?? []}
          onChange={chosen.onChange}
          error={chosen.error}
        />
        <MomentField label={words.expiresAt} {...form.value<string>("expiresAt")} />
        <NumberField label={words.quota} help={words.quotaHelp} {...form.value<number>("dailyQuota")} />
      </FormBody>
    </Sheet>
  );
}

type ScopesProps = {
  all: readonly Scope[];
  chosen: readonly Scope[];
  onChange: (scopes: Scope[]) => void;
  error: string | undefined;
};

function Scopes({ all, chosen, onChange, error }: ScopesProps) {
  const words = useWords<typeof en>("identity").keys;
  const set = (scope: Scope, isOn: boolean) =>
    onChange(isOn ? [...chosen, scope] : chosen.filter((one) => one !== scope));
  return (
    <fieldset className="radios">
      <legend>{words.scopes}</legend>
      <p className="quiet small">{words.scopesHelp}</p>
      <div className="scopes mono">
        {all.map((scope) => (
          <Check
            key={scope}
            label={scope === "*" ? words.all : scope}
            checked={chosen.includes(scope)}
            onChange={(isOn) => set(scope, isOn)}
          />
        ))}
      </div>
      {error && <p className="error">{error}</p>}
    </fieldset>
  );
}
