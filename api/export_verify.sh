#!/bin/sh
# Verifies this export with a POSIX shell, coreutils, tar and openssl (1.1.1 or later), nothing else.
#   sh verify.sh [--log-key FILE]   FILE: the ledger's public key (PEM) as its owner publishes it
# One line a check; exit status 0 only when every check held.
set -u
LC_ALL=C
export LC_ALL
log_key=ledger-key.pem
if [ $# -eq 2 ] && [ "$1" = --log-key ]; then
  case $2 in /*) log_key=$2 ;; *) log_key=$PWD/$2 ;; esac
elif [ $# -gt 0 ]; then echo "usage: sh verify.sh [--log-key FILE]" >&2; exit 2; fi
cd "$(dirname -- "$0")" || exit 2
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 2' HUP INT TERM
failures=0
ok() { printf 'ok    %s\n' "$1"; }
bad() { printf 'FAIL  %s\n' "$1"; failures=$((failures + 1)); }

# ---- every file as listed, and none that is not listed
if sha256sum --check --strict --quiet manifest-sha256.txt >"$tmp/sums" 2>&1; then ok "every file is as listed / 文件与清单相符"
else while IFS= read -r line; do bad "$line"; done <"$tmp/sums"; fi
walk() {
  for entry in "$1"/* "$1"/.[!.]* "$1"/..?*; do
    if [ -d "$entry" ] && [ ! -L "$entry" ]; then walk "$entry"
    elif [ -e "$entry" ] || [ -L "$entry" ]; then printf '%s\n' "${entry#./}"; fi
  done
}
while IFS= read -r line; do printf '%s\n' "${line#*  }"; done <manifest-sha256.txt | sort >"$tmp/listed"
walk . | sort | comm -23 - "$tmp/listed" >"$tmp/more"
while IFS= read -r file; do
  case $file in manifest-sha256.txt) ;; *) bad "not listed / 清单之外: $file" ;; esac
done <"$tmp/more"

# ---- the ledger's checkpoint: text, a blank line, signature lines "— name base64(key id, signature)"
if [ -f ledger/checkpoint ]; then
  head -n 3 ledger/checkpoint >"$tmp/text"
  read -r origin <ledger/checkpoint
  while read -r dash name blob; do
    if [ "$dash" = "$(printf '\342\200\224')" ] && [ "$name" = "$origin" ]; then
      printf '%s' "$blob" | base64 -d | tail -c +5 >"$tmp/signature"
      break
    fi
  done <ledger/checkpoint
  if [ -s "$tmp/signature" ] &&
    openssl pkeyutl -verify -pubin -inkey "$log_key" -rawin -in "$tmp/text" -sigfile "$tmp/signature" >/dev/null 2>&1
  then ok "checkpoint signed by $origin / 检查点签名有效"
  else bad "checkpoint signature / 检查点签名无效"; fi
fi

# ---- each package by its own script
for package in packages/*.tar; do
  [ -f "$package" ] || continue
  mkdir "$tmp/package"
  if tar -xf "$package" -C "$tmp/package" && script=$(echo "$tmp"/package/*/data/verify.sh) && [ -f "$script" ] &&
    sh "$script" --log-key "$(case $log_key in /*) echo "$log_key" ;; *) echo "$PWD/$log_key" ;; esac)" >"$tmp/said" 2>&1
  then ok "$package"
  else bad "$package: $(tail -n 1 "$tmp/said" 2>/dev/null)"; fi
  rm -rf "$tmp/package"
done

if [ "$failures" -eq 0 ]; then echo "sound / 全部相符"; exit 0; fi
echo "NOT SOUND / 不相符: $failures"
exit 1
