#!/bin/sh
# Usage: run.sh BUILD_DIR [engine] [options of Google Benchmark]
#        run.sh BUILD_DIR package: a package of 1 GB, seconds and memory
set -eu
build=$1
shift
if [ "${1:-}" = package ]; then exec "$build/bench_package"; fi
[ "${1:-}" != engine ] || shift
exec "$build/gavel_bench" --benchmark_repetitions=5 --benchmark_report_aggregates_only=true "$@"
