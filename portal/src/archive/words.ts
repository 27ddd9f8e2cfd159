// Words that were looked for, found again in a text: letters and widths are folded as the server
// folds them, character by character, so that places in the folded text are those of the text.
const wide = (code: number): boolean => code >= 0xff01 && code <= 0xff5e;
const plainWidth = 0xfee0;

function folded(text: string): string {
  const units = Array.from({ length: text.length }, (_, i) => {
    const code = text.charCodeAt(i);
    if (code === 0x3000) return " ";
    return String.fromCharCode(wide(code) ? code - plainWidth : code);
  });
  return units.join("").replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

export interface Piece {
  text: string;
  found: boolean;
}

/** `text` in pieces, those found that are a word of `query`. */
export function pieces(text: string, query: string): Piece[] {
  const words = folded(query).split(/\s+/).filter(Boolean);
  const within = folded(text);
  const hit = new Array<boolean>(text.length).fill(false);
  for (const word of words) {
    for (let at = within.indexOf(word); at >= 0; at = within.indexOf(word, at + word.length)) hit.fill(true, at, at + word.length);
  }
  const out: Piece[] = [];
  for (let i = 0; i < text.length; ++i) {
    const last = out[out.length - 1];
    if (last && last.found === hit[i]) last.text += text[i];
    else out.push({ text: text[i]!, found: hit[i]! });
  }
  return out;
}
