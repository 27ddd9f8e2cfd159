// The page shown is the part of the address after '#': the server needs to know one path only.
import { computed, ref } from "vue";

const here = () => decodeURI(location.hash.replace(/^#\/?/, ""));
const path = ref(here());
addEventListener("hashchange", () => {
  path.value = here();
});

/** ["matters", "2026-1"] of "#/matters/2026-1". */
export const route = computed(() => path.value.split("/").filter(Boolean));

export function go(to: string): void {
  location.hash = `#/${to}`;
}
