// Who is signed in, for as long as this tab is open.
import { ref, watch } from "vue";

export interface Account {
  account: string;
  name: string;
  unit: string;
  roles: string[];
}
export interface Session {
  token: string;
  expires_at: string;
  account: Account;
}

const place = "gavel.session";

function kept(): Session | null {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? "null") as Session | null;
  } catch {
    return null;
  }
}

export const session = ref<Session | null>(kept());
/** Why a session ended that nobody signed out of: whoever has to sign in again is told. */
export const goodbye = ref<"session_over" | "password_changed" | null>(null);

watch(session, (now) => {
  if (now) goodbye.value = null;
  if (now) sessionStorage.setItem(place, JSON.stringify(now));
  else sessionStorage.removeItem(place);
});

/** Whether whoever is signed in has one of these roles. */
export const has = (...roles: string[]): boolean => roles.some((role) => session.value?.account.roles.includes(role));
