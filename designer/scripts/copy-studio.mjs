// Puts Elsa Studio's static files and the page around them where the server finds them. The files are linked, not copied, where the disk allows it.
import { copyFileSync, linkSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const target = join(root, process.argv[2]);
const source = join(root, 'node_modules/@elsa-workflows/elsa-studio-wasm');

// A sample that names an element that does not exist, and what npm needs.
const left = new Set(['index.html', 'index.html.br', 'index.html.gz', 'package.json']);

function put(from, to) {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [a, b] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      mkdirSync(b, { recursive: true });
      put(a, b);
    } else if (from !== source || !left.has(entry.name)) {
      try {
        linkSync(a, b);
      } catch (error) {
        if (error.code !== 'EXDEV' && error.code !== 'EPERM') {
          throw error;
        }
        copyFileSync(a, b);
      }
    }
  }
}

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
put(source, target);
put(join(root, 'studio'), target);
