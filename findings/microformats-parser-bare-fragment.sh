#!/usr/bin/env bash
# microformats-parser makes addresses absolute, as the parsing specification of microformats2 asks, but for one that is a
# fragment alone: `#c` stays `#c`, `./#c` becomes an address. The permalink of a comment on its own page is the case.
# It says so on standard output, and ends with 1 once that has changed. It needs node and npm.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts microformats-parser@2.0.6 >/dev/null
cat > try.mjs <<'JAVASCRIPT'
import { mf2 } from "microformats-parser";
const read = (href) =>
  mf2(`<p class="h-cite"><a class="u-url" href="${href}">1</a></p>`, { baseUrl: "https://example.org/a/" }).items[0]
    .properties.url[0];
const found = ["#c", "./#c", "../b"].map(read);
console.log(`microformats-parser 2.0.6, #c, ./#c and ../b at https://example.org/a/: ${found.join(", ")}`);
process.exit(found.join() === "#c,https://example.org/a/#c,https://example.org/b" ? 0 : 1);
JAVASCRIPT
node try.mjs
