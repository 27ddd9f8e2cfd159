// Talking to the server. Every refusal becomes an ApiProblem, whose sentences are the server's own.
import { language, say, type Text } from "./i18n";
import { goodbye, session } from "./session";

export interface Citation {
  source: string;
  article: string;
  label: Text;
}

export interface UnmetRule {
  id: string;
  says: Text;
  remedy: Text;
  citations: Citation[];
  earliest: string | null;
}

export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail?: string;
  errors?: { pointer?: string; parameter?: string; detail: string }[];
  refusal?: { rules: UnmetRule[] };
}

export class ApiProblem extends Error {
  constructor(readonly problem: ProblemBody) {
    super(problem.detail ?? problem.title);
  }
  /** "bad-signature" of "/problems/bad-signature". */
  get kind(): string {
    return this.problem.type.split("/").pop() ?? "";
  }
}

interface Asked {
  body?: BodyInit;
  type?: string;
  /** The same for each attempt at one thing, which then happens once. */
  key?: string;
  /** The matter's version that was looked at: the server does nothing when it has moved on. */
  version?: number;
}

async function ask(method: string, path: string, { body, type, key, version }: Asked = {}): Promise<Response> {
  const headers = new Headers({ "Accept-Language": language.value });
  if (session.value) headers.set("Authorization", `Bearer ${session.value.token}`);
  if (type) headers.set("Content-Type", type);
  if (method === "POST") headers.set("Idempotency-Key", key ?? crypto.randomUUID());
  if (version !== undefined) headers.set("If-Match", `"${version}"`);
  const response = await fetch(path, { method, headers, body }).catch(() => {
    throw new Error(say("no_answer"));
  });
  if (response.ok) return response;
  const problem = (await response.json().catch(() => null)) as ProblemBody | null;
  const expired = response.status === 401 && session.value !== null;
  if (expired) {
    session.value = null;
    goodbye.value = "session_over";
  }
  throw new ApiProblem(problem ?? { type: "", title: `HTTP ${response.status}`, status: response.status });
}

export async function get<T>(path: string): Promise<T> {
  return (await (await ask("GET", path)).json()) as T;
}

/** One page of a list, and the address of the next (RFC 8288), or null. */
export async function getPage<T>(path: string): Promise<{ page: T; next: string | null }> {
  const response = await ask("GET", path);
  const next = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get("Link") ?? "");
  return { page: (await response.json()) as T, next: next?.[1] ?? null };
}

export async function getBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await ask("GET", path)).arrayBuffer());
}

/** A file as it is handed out, with the name the server gives it. */
export async function getFile(path: string): Promise<{ name: string; content: Blob }> {
  const response = await ask("GET", path);
  const named = /filename\*=UTF-8''([^;]+)/i.exec(response.headers.get("Content-Disposition") ?? "");
  return { name: decodeURIComponent(named?.[1] ?? ""), content: await response.blob() };
}

export async function post<T>(path: string, body: object, key?: string, version?: number): Promise<T> {
  return (await (await ask("POST", path, { body: JSON.stringify(body), type: "application/json", key, version })).json()) as T;
}

export async function patch<T>(path: string, body: object): Promise<T> {
  const response = await ask("PATCH", path, { body: JSON.stringify(body), type: "application/json" });
  return (response.status === 204 ? undefined : await response.json()) as T;
}

export async function postBytes<T>(path: string, bytes: BodyInit, type = "application/octet-stream", version?: number): Promise<T> {
  return (await (await ask("POST", path, { body: bytes, type, version })).json()) as T;
}

/** A POST that says all in its address. */
export async function postNothing(path: string): Promise<void> {
  await ask("POST", path);
}

export async function remove(path: string): Promise<void> {
  await ask("DELETE", path);
}
