// What a form holds while it is filled in, and what of it is sent. A text is kept as typed, a list
// as its rows, a number as the browser reads it; empty means: not said.
import type { Field } from "./records";

export type Raw = string | number | boolean | null | RawList | RawObject;
export type RawList = Raw[];
export interface RawObject {
  [name: string]: Raw;
}

const isOfObjects = (field: Field) => field.fields.length > 0;

/** A row of a list: an object of its fields, or one text. */
export const emptyItem = (field: Field): Raw => (isOfObjects(field) ? emptyForm(field.fields) : "");

function empty(field: Field): Raw {
  if (field.type === "list") return field.required ? [emptyItem(field)] : []; // a row that is there is to be filled in
  if (field.type === "object") return emptyForm(field.fields);
  return field.type === "boolean" ? null : "";
}

export const emptyForm = (fields: Field[]): RawObject => Object.fromEntries(fields.map((field) => [field.name, empty(field)]));

function textOf(field: Field, raw: string): unknown {
  const text = raw.trim();
  if (text === "") return undefined;
  return field.type === "number" || field.type === "integer" ? Number(text) : text;
}

/** What is sent of one field; undefined where nothing was said. */
export function valueOf(field: Field, raw: Raw | undefined): unknown {
  if (typeof raw === "string") return textOf(field, raw);
  if (typeof raw === "boolean" || typeof raw === "number") return raw;
  if (Array.isArray(raw)) {
    const items = raw.map((item) => (isOfObjects(field) ? said(field.fields, item as RawObject) : textOf({ ...field, type: "text" }, item as string)));
    const kept = items.filter((item) => item !== undefined);
    return kept.length ? kept : undefined;
  }
  return raw ? said(field.fields, raw) : undefined;
}

/** The data of a form, or undefined where nothing of it was said. */
function said(fields: Field[], raw: RawObject): Record<string, unknown> | undefined {
  const data = dataOf(fields, raw);
  return Object.keys(data).length ? data : undefined;
}

export const dataOf = (fields: Field[], raw: RawObject): Record<string, unknown> =>
  Object.fromEntries(fields.map((field) => [field.name, valueOf(field, raw[field.name])]).filter(([, value]) => value !== undefined));
