// Talking to the server. Every refusal becomes an ApiProblem, whose sentences are the server's own.
import { language, type Text } from "./i18n";
import { session } from "./session";

export interface UnmetRule {
  id: string;
  says: Text;
  remedy: Text;
  citations: { label: Text }[];
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

async function ask(method: string, path: string, body?: BodyInit, type?: string, key: string = crypto.randomUUID()): Promise<Response> {
  const headers = new Headers({ "Accept-Language": language.value });
  if (session.value) headers.set("Authorization", `Bearer ${session.value.token}`);
  if (type) headers.set("Content-Type", type);
  if (method === "POST") headers.set("Idempotency-Key", key);
  const response = await fetch(path, { method, headers, body });
  if (response.ok) return response;
  const problem = (await response.json().catch(() => null)) as ProblemBody | null;
  const expired = response.status === 401 && session.value !== null;
  if (expired) session.value = null;
  throw new ApiProblem(problem ?? { type: "", title: `HTTP ${response.status}`, status: response.status });
}

export async function get<T>(path: string): Promise<T> {
  return (await (await ask("GET", path)).json()) as T;
}

export async function getBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await ask("GET", path)).arrayBuffer());
}

/** `key`: the same for each attempt at one thing, which then happens once. */
export async function post<T>(path: string, body: object, key?: string): Promise<T> {
  return (await (await ask("POST", path, JSON.stringify(body), "application/json", key)).json()) as T;
}

export async function postBytes<T>(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<T> {
  return (await (await ask("POST", path, bytes, "application/octet-stream")).json()) as T;
}

export async function remove(path: string): Promise<void> {
  await ask("DELETE", path);
}
