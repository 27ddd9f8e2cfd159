// The page shown is the part of the address after '#': the server needs to know one path only.
import { computed, ref } from "vue";

const here = () => location.hash.replace(/^#\/?/, "");
const path = ref(here());

/** A part of an address as it is meant; one that somebody typed wrongly stays as it is. */
function plain(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

addEventListener("hashchange", () => {
  path.value = here();
});

/** ["matters", "2026-1"] of "#/matters/2026-1". */
export const route = computed(() => path.value.split("/").filter(Boolean).map(plain));

/** The address of the page that these parts name, for a link. */
export const to = (...parts: (string | number)[]): string => `#/${parts.map(encodeURIComponent).join("/")}`;

export function go(address: string): void {
  location.hash = `#/${address}`;
}
