#!/bin/sh
# Usage: run.sh BUILD_DIR [engine] [options of Google Benchmark]: the engine, beside XState where npm can fetch it
#        run.sh BUILD_DIR package: a package of 1 GB, seconds and memory
#        run.sh BUILD_DIR ledger: leaves, proofs and fsck on a private PostgreSQL, and the package
#        run.sh BUILD_DIR retrieval [records ...]: searches over HTTP, at a hundred thousand and a million records
set -eu
build=$(cd "$1" && pwd)
shift
here=$(cd "$(dirname "$0")" && pwd)
if [ "${1:-}" = package ]; then exec "$build/bench_package"; fi
if [ "${1:-}" = ledger ]; then "$build/bench_ledger"; exec "$build/bench_package"; fi
if [ "${1:-}" = retrieval ]; then shift; BUILD=$build exec python3 "$here/retrieval.py" "$@"; fi
[ "${1:-}" != engine ] || shift

began=$(date +%s)
work=$build/bench
mkdir -p "$work"
"$build/gavel_bench" --benchmark_repetitions=5 --benchmark_report_aggregates_only=true \
  --benchmark_out="$work/gavel.json" --benchmark_out_format=json "$@"

command -v node >/dev/null 2>&1 || { echo "bench: no node, so no comparison and no table" >&2; exit 0; }
cp "$here"/*.mjs "$work/"
beside=$work/xstate.json
rm -f "$beside"
if ! cmp -s "$here/package-lock.json" "$work/package-lock.json" || [ ! -d "$work/node_modules/xstate" ]; then
  cp "$here/package.json" "$here/package-lock.json" "$work/"
  (cd "$work" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2) || {
    rm -f "$work/package-lock.json"
    echo "bench: npm could not fetch xstate; is there a network? The table goes without it." >&2
    beside=
  }
fi
if [ -n "$beside" ]; then
  "$build/bench_write_course" >"$work/course.json"
  node "$work/xstate.mjs" "$here/../../workflows/major-decision.scxml" "$work/course.json" >"$beside"
fi
# A run of a few benchmarks (--benchmark_filter) need not have the course.
node "$work/report.mjs" "$work/gavel.json" ${beside:+"$beside"}
echo "took $(($(date +%s) - began)) s"
