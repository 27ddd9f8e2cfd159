// What is sent to the server by a form: whether it is under way, and what was said against it.
import { ref } from "vue";

export function useAttempt() {
  const busy = ref(false);
  const error = ref<unknown>(null);

  async function attempt(work: () => Promise<void>): Promise<void> {
    busy.value = true;
    error.value = null;
    try {
      await work();
    } catch (caught) {
      error.value = caught;
    } finally {
      busy.value = false;
    }
  }
  return { busy, error, attempt };
}
