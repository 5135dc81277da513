#!/usr/bin/env bash
# Cloudflare's wrangler (static assets of Workers) applies the rules of a `_headers` file to what is not there too: with
# `/assets/*` and `immutable`, the usual rule for files with a hash in the name, a browser that asks for one of them too
# early keeps the 404 for a year.
# It says so on standard output, and ends with 1 once that has changed. It needs node, npm and curl.
set -euo pipefail
folder=$(mktemp -d)
port=$((20000 + RANDOM % 20000))
trap 'kill -- -"${pid:-0}" 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts wrangler@4.86.0 >/dev/null
mkdir -p site/assets
echo 'p {}' > site/assets/a-0123abcd.css
echo '<title>Not there</title>' > site/404.html
printf '/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n' > site/_headers
echo '{"name": "a", "compatibility_date": "2026-04-01",
       "assets": {"directory": "site", "not_found_handling": "404-page"}}' > wrangler.json
set -m
CI=1 WRANGLER_SEND_METRICS=false node node_modules/wrangler/bin/wrangler.js dev --ip 127.0.0.1 --port "$port" \
  --inspector-port 0 > log 2>&1 &
pid=$!
for _ in $(seq 300); do curl -s -o /dev/null "http://127.0.0.1:$port/" && break; sleep 0.2; done
answer=$(curl -s -o /dev/null -D - "http://127.0.0.1:$port/assets/b-4567cdef.css" | tr -d '\r')
echo "wrangler 4.86.0, a file that is not there:"
grep -iE '^(HTTP|cache-control)' <<< "$answer"
grep -q '^HTTP/1.1 404' <<< "$answer" && grep -qi '^cache-control:.*immutable' <<< "$answer"
