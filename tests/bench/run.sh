#!/usr/bin/env bash
# Prints the figures of one benchmark, a line each: name value unit.
# usage: tests/bench/run.sh NAME      NAME: engine (what a packet costs in the engine, on this PC)
# example: tests/bench/run.sh engine
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
case "${1:-}" in
    engine) exec dotnet run -c Release --project "$here" -- "$1" ;;
    *) sed -n '2,4s/^# //p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
esac
