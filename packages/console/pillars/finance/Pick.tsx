/** Fields that pick a row by its name: an account, a category, a shop, a contact. */
import { useMemo } from "react";
import { useRead } from "#console/data/read.ts";
import { Combobox, type Option } from "#console/ui/Combobox.tsx";
import { findByName, isIn } from "./find.ts";
import { useAccounts, useCategories } from "./rows.ts";

type PickProps = {
  label: string;
  help?: string | false;
  error?: string;
  placeholder?: string;
  /** Its id. */
  value: string | null;
  onChange: (id: string | null) => void;
};

export function PickAccount(props: PickProps) {
  const options = useAccounts()
    .filter(({ id, isClosed }) => !isClosed || id === props.value)
    .map(({ id, name, institution }) => ({ value: id, label: name, sub: institution ?? undefined }));
  return <OfFew {...props} options={options} />;
}

export function PickCategory(props: PickProps) {
  const options = useCategories().map(({ id, name, groupName }) => ({
    value: id,
    label: name,
    sub: groupName ?? undefined,
  }));
  return <OfFew {...props} options={options} />;
}

export function PickVendor(props: PickProps) {
  const given = props.value === null ? undefined : { path: { vendorId: props.value } };
  const { data } = useRead("household.vendors.get", given);
  return <One {...props} name={data?.name} search={findVendor} />;
}

export function PickContact(props: PickProps) {
  const given = props.value === null ? undefined : { path: { contactId: props.value } };
  const { data } = useRead("people.contacts.get", given);
  return <One {...props} name={data?.name} search={findContact} />;
}

type Search = (typed: string, signal: AbortSignal) => readonly Option[] | Promise<readonly Option[]>;

const findVendor: Search = (typed, signal) => findByName("household.vendors.list", typed, signal);
const findContact: Search = (typed, signal) => findByName("people.contacts.list", typed, signal);

function OfFew({ options, ...props }: PickProps & { options: readonly Option[] }) {
  const name = options.find(({ value }) => value === props.value)?.label;
  return <One {...props} name={name} search={(typed) => options.filter(({ label }) => isIn(label, typed))} />;
}

function One({ value, name, onChange, ...field }: PickProps & { name: string | undefined; search: Search }) {
  // The same one as long as it is the same: another one would take away what is being typed.
  const chosen = useMemo(() => (value === null || name === undefined ? null : { value, label: name }), [value, name]);
  return <Combobox {...field} value={chosen} onChange={(option) => onChange(option?.value ?? null)} />;
}
