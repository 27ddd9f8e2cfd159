// What is sent to the server by a form: whether it is under way, and what was said against it.
import { ref } from "vue";
import { KeyFileError } from "./crypto/keyfile";
import { say } from "./i18n";

/** What the user is told: a key file that cannot be opened has its own words. */
export const told = (caught: unknown) => (caught instanceof KeyFileError ? new Error(say(caught.reason)) : caught);

export function useAttempt() {
  const busy = ref(false);
  const error = ref<unknown>(null);

  async function attempt(work: () => Promise<void>): Promise<void> {
    busy.value = true;
    error.value = null;
    try {
      await work();
    } catch (caught) {
      error.value = told(caught);
    } finally {
      busy.value = false;
    }
  }
  return { busy, error, attempt };
}
