// A list that is read page by page, as the server gives it.
import { ref, type Ref } from "vue";
import { getPage } from "./api";

export interface Listed<T> {
  items: Ref<T[] | undefined>;
  next: Ref<string | null>;
  error: Ref<unknown>;
  more: () => Promise<void>;
}

/** Begins at `path`; `of` takes the items out of an answer. */
export function listed<Answer, T>(path: string, of: (answer: Answer) => T[]): Listed<T> {
  const items = ref<T[]>() as Ref<T[] | undefined>;
  const next = ref<string | null>(path);
  const error = ref<unknown>(null);
  async function more(): Promise<void> {
    if (next.value === null) return;
    try {
      const answer = await getPage<Answer>(next.value);
      items.value = [...(items.value ?? []), ...of(answer.page)];
      next.value = answer.next;
      error.value = null;
    } catch (caught) {
      error.value = caught;
    }
  }
  void more();
  return { items, next, error, more };
}
