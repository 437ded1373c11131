// What a peer in Node is given of a page, and how its bytes become text: as in page.py.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

const META_CHARSET = /<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w:.-]+)/i;
const META_PRESCAN_BYTES = 4096;

function declared(body) {
  const found = META_CHARSET.exec(body.subarray(0, META_PRESCAN_BYTES).toString("latin1"));
  try {
    return new TextDecoder(found[1]).encoding;
  } catch {
    return "windows-1252"; // no meta tag, or a label nobody knows
  }
}

// The known encoding, else byte order mark, strict UTF-8, meta tag, windows-1252, in this order.
function decodeAsBrowser(body, encoding) {
  if (encoding) return new TextDecoder(encoding).decode(body);
  if (body[0] === 0xff && body[1] === 0xfe) return new TextDecoder("utf-16le").decode(body);
  if (body[0] === 0xfe && body[1] === 0xff) return new TextDecoder("utf-16be").decode(body);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return new TextDecoder(declared(body)).decode(body);
  }
}

export function readPage(request) {
  const body = gunzipSync(readFileSync(request.path));
  const url = URL.canParse(request.url ?? "") ? request.url : undefined;
  return { url, language: request.language ?? "", text: decodeAsBrowser(body, request.encoding) };
}
