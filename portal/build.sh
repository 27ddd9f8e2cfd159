#!/bin/sh
# build.sh OUT: builds the pages into OUT/portal.pack. Without npm or its registry the server is
# built all the same, with an empty pack: it then says that its pages were not built.
set -eu
cd "$(dirname "$0")"
PORTAL_OUT=$1
export PORTAL_OUT
mkdir -p "$PORTAL_OUT"

give_up() {
  echo "portal: $1; the server is built without its pages. The next ./run tries again." >&2
  echo '[]' >"$PORTAL_OUT/portal.pack"
  exit 0
}

command -v npm >/dev/null 2>&1 || give_up "npm is not installed"
exec 9<package-lock.json
flock 9  # several builds of one source share its node_modules
if ! cmp -s package-lock.json node_modules/.installed; then
  npm ci --no-audit --no-fund --loglevel=error --fetch-retries=1 --fetch-timeout=30000 >"$PORTAL_OUT/npm.log" 2>&1 ||
    give_up "npm could not install what the pages are built with (see $PORTAL_OUT/npm.log)"
  cp package-lock.json node_modules/.installed
fi
npm run --silent build >"$PORTAL_OUT/build.log" 2>&1 || { cat "$PORTAL_OUT/build.log" >&2; exit 1; }
