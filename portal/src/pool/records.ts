// The pool of experts and professional institutions, as the server tells it.
import { say } from "../i18n";

export interface PoolDetails {
  type?: "person" | "institution";
  name: string;
  kind: "independent" | "department" | "subordinate";
  specialty: string;
  unit?: string;
  title?: string;
  credit_code?: string;
  responsible?: string;
}
export interface PoolEntry {
  id: string;
  in_term: boolean;
  since: string | null;
  until: string | null;
  details: PoolDetails;
}

export const isInstitution = (details: PoolDetails): boolean => details.type === "institution";

/** What tells one from another of the same name. */
export const poolUnit = (details: PoolDetails): string => (isInstitution(details) ? `${say("institution")} ${details.credit_code ?? ""}` : (details.unit ?? ""));
