#!/bin/sh
# Runs the W3C and SCION tests of SCXML against a build: tests/conformance/run.sh BUILD_DIR [TEST...]
# They come from npm at test time, at the locked version, into BUILD_DIR/conformance-suite.
set -eu
build=$(cd "${1:?usage: tests/conformance/run.sh BUILD_DIR [TEST...]}" && pwd)
shift
here=$(cd "$(dirname "$0")" && pwd)
suite=$build/conformance-suite
package=$suite/node_modules/@scion-scxml/test-framework

mkdir -p "$suite"
if ! cmp -s "$here/package-lock.json" "$suite/package-lock.json" || [ ! -d "$package" ]; then
  cp "$here/package.json" "$here/package-lock.json" "$suite/"
  # Only the test files are wanted: nothing of the package or its dependencies is run.
  (cd "$suite" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2) || {
    rm -f "$suite/package-lock.json"
    echo "conformance: npm could not fetch @scion-scxml/test-framework; is there a network?" >&2
    exit 1
  }
fi
exec "$build/conformance" "$package/test" "$here" "$@"
