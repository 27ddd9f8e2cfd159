#!/bin/sh
# Usage: run.sh BUILD_DIR [engine] [options of Google Benchmark]
set -eu
build=$1
shift
[ "${1:-}" != engine ] || shift
exec "$build/gavel_bench" --benchmark_repetitions=5 --benchmark_report_aggregates_only=true "$@"
