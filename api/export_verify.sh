#!/bin/sh
# Verifies this export with a POSIX shell, coreutils, tar and openssl (1.1.1 or later), nothing else.
# Every ledger entry is hashed by a process of its own: some minutes for each hundred thousand of them.
#   sh verify.sh [--log-key FILE]   FILE: the ledger's public key (PEM) as its owner publishes it
# One line a check; exit status 0 only when every check held.
set -u
LC_ALL=C
export LC_ALL
log_key=ledger-key.pem
if [ $# -eq 2 ] && [ "$1" = --log-key ]; then
  case $2 in /*) log_key=$2 ;; *) log_key=$PWD/$2 ;; esac
elif [ $# -gt 0 ]; then echo "usage: sh verify.sh [--log-key FILE]" >&2; exit 2; fi
for tool in sha256sum basenc base64 comm date od paste sort split tac tar tee tr openssl; do
  if ! command -v "$tool" >/dev/null; then
    echo "FAIL  needs $tool, which is not installed / 缺少命令 $tool" >&2
    exit 2
  fi
done
cd "$(dirname -- "$0")" || exit 2
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 2' HUP INT TERM
failures=0
: >"$tmp/failed"
ok() { printf 'ok    %s\n' "$1"; }
# Told twice, in a number and in a file: no one damaged byte of this script makes a failure count for nothing.
bad() { printf 'FAIL  %s\n' "$1" | tee -a "$tmp/failed"; failures=$((failures + 1)); }
hex() { od -An -v -tx1 | tr -d ' \n'; }
unhex() { tr a-f A-F | basenc --base16 -d; }

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
  case $file in manifest-sha256.txt | manifest.note) ;; *) bad "not listed / 清单之外: $file" ;; esac
done <"$tmp/more"

# ---- what the ledger's key signed: notes, a text, a blank line, and lines "— name base64(key id, signature)"

# Whether the note $1 is signed by the ledger's key; its text is the first $2 lines, its name $3.
signed_by_log() {
  head -n "$2" "$1" >"$tmp/text"
  while read -r dash name blob; do
    if [ "$dash" != "$(printf '\342\200\224')" ] || [ "$name" != "$3" ]; then continue; fi
    printf '%s' "$blob" | base64 -d >"$tmp/blob" 2>/dev/null
    # base64 reads over the bits left over at the end: only the one way of writing it counts.
    [ "$(base64 -w 0 <"$tmp/blob")" = "$blob" ] || continue
    tail -c +5 "$tmp/blob" >"$tmp/signature"
    openssl pkeyutl -verify -pubin -inkey "$log_key" -rawin -in "$tmp/text" -sigfile "$tmp/signature" >/dev/null 2>&1 && return 0
  done <"$1"
  return 1
}

sealed=-1  # entries of the ledger when this was written
origin=
if [ -f ledger/checkpoint ]; then read -r origin <ledger/checkpoint; fi
if [ -f manifest.note ]; then
  { read -r kind && read -r listed && read -r sealed; } <manifest.note
  manifest=$(sha256sum <manifest-sha256.txt)
  printf 'urn:gavel:export-seal:1\n%s\n%s\n' "${manifest%% *}" "$sealed" >"$tmp/seal"
  { cat "$tmp/seal"; printf '\n'; tail -n 1 manifest.note; } >"$tmp/note"
  name=$(tail -n 1 manifest.note)
  name=${name#* }
  if [ "$(sha256sum <"$tmp/note")" = "$(sha256sum <manifest.note)" ] && signed_by_log manifest.note 3 "${name%% *}"
  then ok "the list of files is sealed by ${name%% *} / 文件清单经日志密钥封签"
  else bad "the seal of the list does not hold / 清单封签无效: manifest.note"; fi
else bad "missing / 缺少: manifest.note"; fi

if [ ! -f ledger/checkpoint ]; then
  [ "$sealed" = 0 ] || bad "missing / 缺少: ledger/checkpoint"
elif signed_by_log ledger/checkpoint 3 "$origin"; then ok "checkpoint signed by $origin / 检查点签名有效"
else bad "checkpoint signature / 检查点签名无效"; fi

# ---- the ledger's tree (RFC 9162 2.1.1), computed again from every entry: its root is the one signed

# Tile $1's place in the format of C2SP tlog-tiles: 1234067 is x001/x234/067.
tile_number() {
  number=$(printf '%03d' $(($1 % 1000)))
  rest=$(($1 / 1000))
  while [ "$rest" -gt 0 ]; do
    number=$(printf 'x%03d/%s' $((rest % 1000)) "$number")
    rest=$((rest / 1000))
  done
  printf '%s' "$number"
}

# The digest of each file of folder $1, in the order of their names, a line each; the folder is gone then.
digests_of() {
  (cd "$1" && sha256sum -- *) | cut -c 1-64
  rm -rf "$1"
}

# The leaf hashes of the bundle $1 of entries, each a length of two bytes and so many bytes; the entries go to
# $tmp/entries, a line each.
leaf_hashes() {
  mkdir "$tmp/leaves"
  count=10000
  {
    while length=$(head -c 2 | hex) && [ ${#length} -eq 4 ]; do
      { printf '\000'; head -c $((0x$length)); } >"$tmp/leaves/$count"
      count=$((count + 1))
    done
  } <"$1"
  { (cd "$tmp/leaves" && cat -- *) | tr '\000' '\n' && echo; } >>"$tmp/entries"
  digests_of "$tmp/leaves"
}

# Reads the hashes of one level, a line each, and writes those of the next one up: two by two, an odd one as it is.
level_above() {
  paste -d '\0' - - | split -a 5 -l 4096 - "$tmp/part."
  for part in "$tmp"/part.*; do
    [ -f "$part" ] || continue
    last=$(tail -n 1 "$part")
    mkdir "$tmp/nodes"
    while IFS= read -r pair; do
      [ ${#pair} -ne 128 ] || printf '01%s' "$pair"
    done <"$part" | unhex | split -a 5 -b 65 - "$tmp/nodes/"
    if [ -n "$(ls "$tmp/nodes")" ]; then digests_of "$tmp/nodes"; else rmdir "$tmp/nodes"; fi
    [ ${#last} -eq 128 ] || printf '%s\n' "$last"
    rm "$part"
  done
}

if [ -f ledger/checkpoint ]; then
  { read -r origin && read -r size && read -r signed_root; } <ledger/checkpoint
  [ "$size" = "$sealed" ] || bad "the ledger has $size entries, the seal says $sealed / 日志条数与封签不符"
  : >"$tmp/level"
  : >"$tmp/entries"
  index=0
  while [ $((index * 256)) -lt "$size" ]; do
    place=$(tile_number "$index")
    left=$((size - index * 256))
    [ "$left" -ge 256 ] || place=$place.p/$left
    if [ -f "ledger/tile/entries/$place" ]; then
      leaf_hashes "ledger/tile/entries/$place" >"$tmp/hashes"
      cat "$tmp/hashes" >>"$tmp/level"
      [ "$(tr -d '\n' <"$tmp/hashes")" = "$(hex <"ledger/tile/0/$place")" ] ||
        bad "not the hashes of its entries / 与条目的散列不符: ledger/tile/0/$place"
    else
      bad "missing / 缺少: ledger/tile/entries/$place"
      break
    fi
    index=$((index + 1))
  done
  while [ "$(head -n 2 "$tmp/level" | wc -l)" -gt 1 ]; do
    level_above <"$tmp/level" >"$tmp/above"
    mv "$tmp/above" "$tmp/level"
  done
  if [ "$(unhex <"$tmp/level" | base64)" = "$signed_root" ]; then
    ok "the root of all $size entries is the one signed / 全部 $size 条日志的根与检查点相符"
  else bad "the root of the entries is not the one signed / 日志条目的根与检查点不符"; fi
fi

# ---- the rows: as the ledger's entries of type "rows" witness them, none changed, none missing, none slipped in

# The digests of the texts in bundle $1, each a length of four bytes and so many bytes.
row_digests() {
  mkdir "$tmp/rows"
  count=10000000
  {
    while length=$(head -c 4 | hex) && [ ${#length} -eq 8 ]; do
      head -c $((0x$length)) >"$tmp/rows/$count"
      count=$((count + 1))
      if [ $((count % 4096)) -eq 0 ]; then digests_of "$tmp/rows"; mkdir "$tmp/rows"; fi
    done
  } <"$1"
  if [ -n "$(ls "$tmp/rows")" ]; then digests_of "$tmp/rows"; else rmdir "$tmp/rows"; fi
}

if [ -f ledger/checkpoint ]; then
  while IFS= read -r entry; do
    case $entry in *'"type":"rows"'*) ;; *) continue ;; esac
    digest=${entry#*'"sha256":"'}
    number=${entry#*'"subject":"'}
    printf '%s  %012d\n' "${digest%%'"'*}" "${number%%'"'*}"
  done <"$tmp/entries" | sort >"$tmp/batches"
  (cd witnesses/batches 2>/dev/null && sha256sum -- [0-9]*) 2>/dev/null | sort >"$tmp/batches-here"
  comm -3 "$tmp/batches" "$tmp/batches-here" >"$tmp/more"
  while read -r digest number; do bad "not as its ledger entry says / 与日志条目不符: witnesses/batches/$number"; done <"$tmp/more"

  # Of each row the last line counts; one with an empty digest says that the row was deleted.
  (cat witnesses/batches/[0-9]* witnesses/pending) 2>/dev/null | tac | sort -s -u -t '"' -k 2,2 -k 4,4 >"$tmp/in-force"
  while IFS= read -r line; do
    table=${line#'["'}
    table=${table%%'"'*}
    case $line in *',""]') continue ;; esac
    [ ! -f "witnesses/$table.rows" ] || printf '%s\n' "$line"
  done <"$tmp/in-force" | sort >"$tmp/witnessed"
  for rows in witnesses/*.rows; do
    row_digests "$rows" | while IFS= read -r digest; do printf '"%s"]\n' "$digest"; done >"$tmp/digests"
    paste -d '\0' "${rows%.rows}.keys" "$tmp/digests"
  done | sort >"$tmp/told"
  comm -3 "$tmp/witnessed" "$tmp/told" | tr -d '\t' >"$tmp/more"
  while IFS= read -r line; do bad "a row is not as witnessed / 记录与见证不符: $line"; done <"$tmp/more"
  if [ ! -s "$tmp/more" ]; then
    ok "$(wc -l <"$tmp/told") rows are as the ledger witnesses them, none missing / 各行记录与日志见证相符，不缺不多"
  fi
fi

# ---- the time-stamps (RFC 3161) that no package holds, as of the time each states
for stamp in time-stamps/*.tsr; do
  [ -f "$stamp" ] || continue
  base=${stamp%.tsr}
  at=$(openssl ts -reply -in "$stamp" -text 2>/dev/null | while IFS= read -r line; do
    case $line in 'Time stamp: '*) date -u -d "${line#*: }" +%s; break ;; esac
  done)
  holds=no
  # The whole way to a root first; then as far as a certificate that is trusted itself.
  for partly in '' -partial_chain; do
    openssl ts -verify -data "${base%.*}.sig" -in "$stamp" -CAfile "$base.tsa.pem" -untrusted "$base.tsa.pem" -attime "${at:-0}" $partly \
      >/dev/null 2>&1 && holds=yes && break
  done
  if [ "$holds" = yes ]; then ok "$stamp: stamped $(date -u -d "@$at" +%Y-%m-%dT%H:%M:%SZ) / 时间戳有效"
  else bad "time-stamp does not verify / 时间戳无效: $stamp"; fi
done

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

if [ "$failures" -eq 0 ] && [ ! -s "$tmp/failed" ]; then echo "sound / 全部相符"; exit 0; fi
echo "NOT SOUND / 不相符: $failures"
exit 1
