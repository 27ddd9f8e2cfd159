// Keys kept in this browser: the browser holds them, unreadable, for this site alone.
import type { SigningKey } from "./crypto/keys";

function database(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("gavel", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("keys", { keyPath: "id" });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

async function request<T>(mode: IDBTransactionMode, ask: (keys: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const open = await database();
  return new Promise((resolve, reject) => {
    const asked = ask(open.transaction("keys", mode).objectStore("keys"));
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

export const keep = (key: SigningKey): Promise<IDBValidKey> => request("readwrite", (keys) => keys.put(key));
export const kept = (id: string): Promise<SigningKey | undefined> => request("readonly", (keys) => keys.get(id) as IDBRequest<SigningKey | undefined>);
export const keptIds = async (): Promise<string[]> => (await request("readonly", (keys) => keys.getAllKeys())) as string[];
export const forget = (id: string): Promise<undefined> => request("readwrite", (keys) => keys.delete(id));
