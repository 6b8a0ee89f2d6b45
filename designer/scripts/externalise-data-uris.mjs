// Clarity's stylesheet carries its fonts and pictures as data: addresses, which a page under "default-src 'self'" may not load.
// This writes each of them to a file of its own, beside the stylesheets of a finished build, and points to it.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const extensions = { 'application/font-woff': 'woff', 'image/svg+xml': 'svg' };
const dataAddress = /url\(\s*(?:"data:([^;,"]+)([^,"]*),([^"]*)"|data:([^;,)]+)([^,)]*),([^)]*))\s*\)/g;

let written = 0;
mkdirSync(join(folder, 'media'), { recursive: true });
for (const name of readdirSync(folder).filter((file) => file.endsWith('.css'))) {
  const path = join(folder, name);
  const before = readFileSync(path, 'utf8');
  const after = before.replace(dataAddress, (whole, type1, flags1, data1, type2, flags2, data2) => {
    const [type, flags, data] = type1 ? [type1, flags1, data1] : [type2, flags2, data2];
    const extension = extensions[type];
    if (!extension) {
      throw new Error(`${name} holds a data address of an unexpected type: ${type}`);
    }
    const bytes = flags.includes('base64') ? Buffer.from(data, 'base64') : Buffer.from(decodeURIComponent(data.replace(/^\\\s*/, '').trim()));
    const file = `${createHash('sha256').update(bytes).digest('hex').slice(0, 10)}.${extension}`;
    writeFileSync(join(folder, 'media', file), bytes);
    written++;
    return `url(media/${file})`;
  });
  if (after.includes('url(data:') || after.includes('url("data:')) {
    throw new Error(`${name} still holds a data address.`);
  }
  writeFileSync(path, after);
}
console.log(`${written} fonts and pictures written to ${join(folder, 'media')}`);
