// The page shown is the part of the address after '#': the server needs to know one path only.
import { computed, ref } from "vue";

const here = () => location.hash.replace(/^#\/?/, "");
const address = ref(here());

/** A part of an address as it is meant; one that somebody typed wrongly stays as it is. */
function plain(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

addEventListener("hashchange", () => {
  address.value = here();
});
const path = computed(() => address.value.split("?", 1)[0]!);

/** ["matters", "2026-1"] of "#/matters/2026-1". */
export const route = computed(() => path.value.split("/").filter(Boolean).map(plain));

/** The address of the page that these parts name, for a link. */
export const to = (...parts: (string | number)[]): string => `#/${parts.map(encodeURIComponent).join("/")}`;

export function go(address: string): void {
  location.hash = `#/${address}`;
}

/** What a page is asked, behind the '?': "q" of "#/archive?q=road". The page itself stays. */
export const asked = computed(() => new URLSearchParams(address.value.slice(path.value.length)));

/** The address of a page that is asked this; what is empty is not asked. */
export function asking(page: string, wanted: Record<string, string>): string {
  const query = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value !== "")).toString();
  return query ? `${page}?${query}` : page;
}
