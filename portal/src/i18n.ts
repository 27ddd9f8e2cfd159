// The pages' words, in two languages. A language is chosen by hand, else by the browser; Chinese is
// the default. `say` looks a sentence up by its name and fills in {values}.
import { ref, watchEffect } from "vue";
import en from "./messages/en.json";
import zh from "./messages/zh.json";

export type Language = "zh" | "en";
export type Phrase = keyof typeof zh;
/** A text of the API, which comes in both languages. */
export interface Text {
  zh: string;
  en: string;
}

const catalogues: Record<Language, Record<Phrase, string>> = { zh, en };
const place = "gavel.language";

function chosen(): Language {
  try {
    const kept = localStorage.getItem(place);
    if (kept === "zh" || kept === "en") return kept;
  } catch {
    // A page opened from a file may have no storage.
  }
  return navigator.language.toLowerCase().startsWith("en") ? "en" : "zh";
}

export const language = ref<Language>(chosen());

watchEffect(() => {
  document.documentElement.lang = language.value === "zh" ? "zh-CN" : "en";
});

export function switchLanguage(): void {
  language.value = language.value === "zh" ? "en" : "zh";
  try {
    localStorage.setItem(place, language.value);
  } catch {
    // As above: then it is chosen anew next time.
  }
}

export function say(phrase: Phrase, values: Record<string, string | number> = {}): string {
  return catalogues[language.value][phrase].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

/** A phrase that may be there or not. */
const maybe = (name: string): string | undefined => catalogues[language.value][name as Phrase];

/** The kind of an exception as people say it; one that these pages do not know keeps its name. */
export const exception = (kind: string): string => maybe(`exception_${kind}`) ?? kind;

/** What helps to fill in a field of that name, where its title alone does not say it. */
export const hint = (field: string): string => maybe(`field_${field}`) ?? "";

export const pick = (text: Text): string => text[language.value] || text.zh;

/** An instant of the API, to the minute and in China's time. */
export function moment(instant: string): string {
  const at = new Date(instant);
  return new Intl.DateTimeFormat(language.value === "zh" ? "zh-CN" : "en-GB", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: "Asia/Shanghai",
  }).format(at);
}

/** A day of the API, "2026-01-30", as people write it. */
export function day(date: string): string {
  const at = new Date(`${date}T00:00:00+08:00`);
  return new Intl.DateTimeFormat(language.value === "zh" ? "zh-CN" : "en-GB", { dateStyle: "long", timeZone: "Asia/Shanghai" }).format(at);
}

export const weekday = (date: string): string =>
  new Intl.DateTimeFormat(language.value === "zh" ? "zh-CN" : "en-GB", { weekday: "long", timeZone: "UTC" }).format(new Date(`${date}T00:00:00Z`));
