#!/bin/sh
# Verifies this package with a POSIX shell, coreutils and openssl (1.1.1 or later), nothing else.
#   sh data/verify.sh [--log-key FILE] [--tsa-roots FILE]
#     --log-key    the ledger's public key as its owner publishes it
#     --tsa-roots  certificates (PEM) of whom you trust to stamp time; otherwise whom this package says was trusted
# One line a check; the last line is the verdict; exit status 0 only when every check held.
set -u
LC_ALL=C
export LC_ALL

log_key=
tsa_roots=
while [ $# -gt 0 ]; do
  case $1 in
    --log-key | --tsa-roots)
      if [ $# -lt 2 ]; then echo "$1 needs a file" >&2; exit 2; fi
      case $2 in /*) given=$2 ;; *) given=$PWD/$2 ;; esac
      if [ ! -r "$given" ]; then echo "cannot read $given / 无法读取" >&2; exit 2; fi
      case $1 in --log-key) log_key=$given ;; *) tsa_roots=$given ;; esac
      shift 2 ;;
    *) echo "usage: sh data/verify.sh [--log-key FILE] [--tsa-roots FILE]" >&2; exit 2 ;;
  esac
done
for tool in sha256sum sha512sum basenc base64 comm date fold od tee openssl; do
  if ! command -v "$tool" >/dev/null; then
    echo "FAIL  needs $tool, which is not installed / 缺少命令 $tool" >&2
    exit 2
  fi
done
cd "$(dirname -- "$0")/.." || exit 2
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 2' HUP INT TERM
failures=0
: >"$tmp/failed"

ok() { printf 'ok    %s\n' "$1"; }
# Told twice, in a number and in a file: no one damaged byte of this script makes a failure count for nothing.
bad() { printf 'FAIL  %s\n' "$1" | tee -a "$tmp/failed"; failures=$((failures + 1)); }
# The first word of the standard input: the digest in what sha256sum prints.
word() { read -r first rest; printf '%s' "$first"; }
same() { [ -f "$2" ] && [ "$(sha512sum <"$1")" = "$(sha512sum <"$2")" ]; }
hash_of() { sha256sum <"$1" | word; }
hex() { od -An -v -tx1 | tr -d ' \n'; }
unhex() { tr a-f A-F | basenc --base16 -d; }

# ---- 1. the bag: every file listed, every listed file there, every byte as listed

# Every entry below $1 that is no directory, one a line.
walk() {
  for entry in "$1"/* "$1"/.[!.]* "$1"/..?*; do
    if [ -d "$entry" ] && [ ! -L "$entry" ]; then walk "$entry"
    elif [ -e "$entry" ] || [ -L "$entry" ]; then printf '%s\n' "$entry"
    fi
  done
}

# Names each line of file $2 in a failure that begins with $1.
bad_each() { while IFS= read -r line; do bad "$1: $line"; done <"$2"; }

names_in() { while IFS= read -r line; do printf '%s\n' "${line#*  }"; done <"$1"; }

check_sums() {  # $1 sha256 or sha512, $2 manifest
  if [ ! -f "$2" ]; then bad "missing / 缺少: $2"; return; fi
  before=$failures
  if ! "${1}sum" --check --strict --quiet "$2" >"$tmp/sums" 2>"$tmp/errors"; then
    bad_each "changed / 内容不符 ($2)" "$tmp/sums"
    [ -s "$tmp/sums" ] || bad "not a manifest / 清单损坏: $2"
  fi
  [ "$failures" -ne "$before" ] || ok "$2: every digest holds / 摘要全部相符"
}

# The tag manifests are listed nowhere, and sha256sum reads a digit in either case: only the exact text counts.
check_tags() {  # $1 sha256 or sha512
  "${1}sum" bag-info.txt bagit.txt manifest-sha256.txt manifest-sha512.txt payload-sm3.txt >"$tmp/tags" 2>/dev/null
  if same "$tmp/tags" "tagmanifest-$1.txt"; then ok "tagmanifest-$1.txt: exact / 逐字节相符"
  else bad "not exactly the tag files' digests / 标签清单不符: tagmanifest-$1.txt"
  fi
}

check_sm3() {
  before=$failures
  : >"$tmp/sm3"
  while IFS= read -r file; do
    digest=$(openssl dgst -sm3 -r <"$file" 2>/dev/null | word)
    printf '%s  %s\n' "$digest" "$file" >>"$tmp/sm3"
  done <"$tmp/files"
  same "$tmp/sm3" payload-sm3.txt || bad "SM3 digests differ / SM3 摘要不符: payload-sm3.txt"
  [ "$failures" -ne "$before" ] || ok "payload-sm3.txt: every digest holds / 摘要全部相符"
}

check_set() {  # $1 manifest: lists exactly the files of the payload
  [ -f "$1" ] || return
  before=$failures
  names_in "$1" | sort >"$tmp/listed"
  comm -23 "$tmp/listed" "$tmp/files" >"$tmp/missing"
  comm -13 "$tmp/listed" "$tmp/files" >"$tmp/extra"
  uniq -d "$tmp/listed" >"$tmp/twice"
  bad_each "missing / 缺少文件" "$tmp/missing"
  bad_each "not listed in $1 / 清单外的文件" "$tmp/extra"
  bad_each "listed twice in $1 / 清单重复" "$tmp/twice"
  [ "$failures" -ne "$before" ] || ok "$1: no file missing, none extra / 不缺不多"
}

check_root() {
  before=$failures
  for entry in * .[!.]* ..?*; do
    case $entry in
      data | bagit.txt | bag-info.txt | manifest-sha256.txt | manifest-sha512.txt | \
        payload-sm3.txt | seal.note | tagmanifest-sha256.txt | tagmanifest-sha512.txt) ;;
      *) { [ -e "$entry" ] || [ -L "$entry" ]; } && bad "foreign file / 外来文件: $entry" ;;
    esac
  done
  declared=$(cat bagit.txt 2>/dev/null)
  expected='BagIt-Version: 1.0
Tag-File-Character-Encoding: UTF-8'
  [ "$declared" = "$expected" ] || bad "not a BagIt 1.0 declaration / 包声明不符: bagit.txt"
  [ "$failures" -ne "$before" ] || ok "bagit.txt: BagIt 1.0, no foreign file / 无外来文件"
}

check_oxum() {
  said=
  while IFS= read -r line; do
    case $line in 'Payload-Oxum: '*) said=${line#*: } ;; esac
  done 2>/dev/null <bag-info.txt
  bytes=0
  count=0
  while IFS= read -r file; do
    if [ -L "$file" ] || [ ! -f "$file" ]; then bad "not a regular file / 非普通文件: $file"; continue; fi
    bytes=$((bytes + $(wc -c <"$file")))
    count=$((count + 1))
  done <"$tmp/files"
  if [ "$said" = "$bytes.$count" ]; then ok "Payload-Oxum $said: bytes and files counted / 字节数与件数相符"
  else bad "Payload-Oxum says $said, counted $bytes.$count / 总量不符: bag-info.txt"
  fi
}

# No file runs as another user.
check_modes() {
  before=$failures
  if ! stat -c %a bagit.txt >/dev/null 2>&1; then
    printf 'note  permissions not looked at: no stat / 没有 stat 命令，未检查权限\n'
    return
  fi
  for entry in *; do [ ! -f "$entry" ] || printf '%s\n' "$entry"; done >"$tmp/all"
  cat "$tmp/files" >>"$tmp/all"
  while IFS= read -r file; do
    said=$(stat -c %a "$file" 2>/dev/null) || continue  # missing: told above
    case $said in
      [1-7]???) bad "unsafe permissions $said / 权限不安全: $file" ;;
    esac
  done <"$tmp/all"
  [ "$failures" -ne "$before" ] || ok "permissions: no file runs as another user / 没有以他人身份运行的文件"
}

walk data | sort >"$tmp/files"
check_root
check_modes
for kind in sha256 sha512; do
  check_sums "$kind" "tagmanifest-$kind.txt"
  check_tags "$kind"
  check_set "manifest-$kind.txt"
  check_sums "$kind" "manifest-$kind.txt"
done
check_oxum
check_sm3

# ---- 2. the ledger's checkpoint

note=data/proofs/checkpoint
key=data/proofs/log.pub.pem
size=0
root=

check_key() {
  if [ -n "$log_key" ]; then
    published=$(openssl pkey -pubin -in "$log_key" -outform DER 2>/dev/null | hex)
    carried=$(openssl pkey -pubin -in "$key" -outform DER 2>/dev/null | hex)
    if [ -n "$published" ] && [ "$carried" = "$published" ]; then
      ok "$key: the key given with --log-key / 与所给日志公钥一致"
    else bad "not the key given with --log-key / 与所给日志公钥不一致: $key"
    fi
  fi
  if [ "$(cat data/proofs/log.vkey 2>/dev/null)" = "$origin+$key_id+$typed" ]; then
    ok "data/proofs/log.vkey: names this key / 与公钥一致"
  else bad "does not name the key / 与公钥不一致: data/proofs/log.vkey"
  fi
}

# Whether file $1, a signed note, is the ledger key's over file $2.
signed_by_log() {
  while IFS= read -r line; do
    case $line in "— $origin "*) ;; *) continue ;; esac
    printf '%s' "${line##* }" | base64 -d >"$tmp/blob" 2>/dev/null || continue
    # base64 reads over the bits left over at the end: only the one way of writing it counts.
    [ "$(base64 -w 0 <"$tmp/blob")" = "${line##* }" ] || continue
    [ "$(head -c 4 "$tmp/blob" | hex)" = "$key_id" ] || continue
    tail -c +5 "$tmp/blob" >"$tmp/sig"
    openssl pkeyutl -verify -pubin -inkey "$key" -rawin -in "$2" -sigfile "$tmp/sig" >/dev/null 2>&1 && return 0
  done <"$1"
  return 1
}

# The seal is exactly its three lines, a blank line and one signature: anything else is not what was signed.
check_seal() {
  if [ ! -f seal.note ]; then bad "missing / 缺少: seal.note"; return; fi
  code=
  while IFS= read -r line; do
    case $line in 'External-Identifier: '*) code=${line#*: } ;; esac
  done 2>/dev/null <bag-info.txt
  printf 'urn:gavel:package-seal:1\n%s\n%s\n' "$code" "$(hash_of tagmanifest-sha512.txt)" >"$tmp/seal"
  { cat "$tmp/seal"; printf '\n'; tail -n 1 seal.note; } >"$tmp/whole"
  if same "$tmp/whole" seal.note && signed_by_log seal.note "$tmp/seal"; then
    ok "seal.note: the whole package is sealed by $origin / 全包经日志密钥封签"
  else bad "the seal does not hold / 封签无效: seal.note"
  fi
}

check_checkpoint() {
  if [ ! -f "$note" ] || [ ! -f "$key" ]; then bad "missing / 缺少: $note, $key"; return; fi
  { read -r origin; read -r size; read -r root64; read -r blank; } <"$note"
  head -n 3 "$note" >"$tmp/body"
  openssl pkey -pubin -in "$key" -outform DER 2>/dev/null | tail -c 32 >"$tmp/raw"
  key_id=$({ printf '%s\n\001' "$origin"; cat "$tmp/raw"; } | sha256sum | head -c 8)
  typed=$({ printf '\001'; cat "$tmp/raw"; } | base64 -w 0)
  check_key
  signed=no
  ! signed_by_log "$note" "$tmp/body" || signed=yes
  case $size in '' | *[!0-9]*) signed=no; size=0 ;; esac
  if [ "$signed" = yes ] && [ -z "$blank" ]; then
    root=$(printf '%s' "$root64" | base64 -d 2>/dev/null | hex)
    ok "$note: signed by $origin, $size entries / 检查点签名有效，共 $size 条"
  else bad "checkpoint signature does not verify / 检查点签名无效: $note"
  fi
}
check_checkpoint
check_seal

# ---- 3. the events: numbered without a gap, each one's leaf under the checkpoint's root

# RFC 9162 2.1.3.2. $1 leaf hash, $2 index, the siblings in $siblings; up to $root of $size leaves.
included() {
  node=$2
  last=$((size - 1))
  now=$1
  [ "$node" -le "$last" ] || return 1
  for sibling in $siblings; do
    [ "$last" -gt 0 ] || return 1
    if [ $((node % 2)) -eq 1 ] || [ "$node" -eq "$last" ]; then
      pair=$sibling$now
      while [ $((node % 2)) -eq 0 ] && [ "$node" -ne 0 ]; do
        node=$((node / 2))
        last=$((last / 2))
      done
    else pair=$now$sibling
    fi
    now=$({ printf '\001'; printf '%s' "$pair" | unhex; } | sha256sum)
    now=${now%% *}
    node=$((node / 2))
    last=$((last / 2))
  done
  [ "$last" -eq 0 ] && [ -n "$root" ] && [ "$now" = "$root" ]
}

# Reads proof file $1 into $index and $siblings; it must end with the checkpoint of this package.
read_proof() {
  : >"$tmp/path"
  [ -f "$1" ] || return 1
  {
    read -r header
    read -r label index
    while read -r line && [ -n "$line" ]; do printf '%s' "$line" >>"$tmp/path"; done
    cat >"$tmp/note"
  } <"$1"
  [ "$header" = "c2sp.org/tlog-proof@v1" ] && [ "$label" = index ] || return 1
  case $index in '' | *[!0-9]*) return 1 ;; esac
  [ "$(cat "$tmp/note")" = "$(cat "$note")" ] || return 1
  siblings=$(base64 -d <"$tmp/path" 2>/dev/null | hex | fold -w 64)
}

# What event line $1, number $2, says of statements and documents goes to $tmp/signed and $tmp/added. Cut at
# commas and braces, a member stands at the start of a piece; inside a string its quotes are escaped. The key of a
# statement stands before its digest, those of others that the event knew of elsewhere.
note_event() {
  printf '%s' "$1" | tr ',{}' '\n\n\n' >"$tmp/members"
  performed=
  signer=
  kind=
  digest=
  seq=
  while IFS= read -r member || [ -n "$member" ]; do
    case $member in
      '"statement_sha256":"'*) statement=${member#*:\"}; performed="${statement%\"*} $signer" ;;
      '"key_id":"'*) signer=${member#*:\"}; signer=${signer%\"*} ;;
      '"kind":"document"') kind=document ;;
      '"sha256":"'*) [ -n "$digest" ] || { digest=${member#*:\"}; digest=${digest%\"*}; } ;;
      "\"seq\":$2") seq=$2 ;;
    esac
  done <"$tmp/members"
  [ -z "$kind" ] || printf '%s\n' "$digest" >>"$tmp/added"
  [ -n "$seq" ]
}

check_event() {  # $1 number, $2 line, $3 leaf
  proof=data/proofs/$(printf '%06d' "$1").tlog-proof
  event_hash=$(printf '%s' "$2" | sha256sum)
  event_hash=${event_hash%% *}
  note_event "$2" "$1" || { bad "event $1 is not number $1 / 事件编号不连续: data/events.jsonl"; return; }
  if [ "$3" != "$2" ]; then
    case $3 in
      *"\"sha256\":\"$event_hash\""*) ;;
      *) bad "event $1 is not what the ledger entry names / 第 $1 个事件与日志条目不符: data/events.jsonl"; return ;;
    esac
  fi
  leaf=$({ printf '\000'; printf '%s' "$3"; } | sha256sum)
  if ! read_proof "$proof"; then bad "not a proof under this checkpoint / 包含证明不可用: $proof"; return; fi
  [ -z "$performed" ] || printf '%s %s\n' "$performed" "$index" >>"$tmp/signed"
  included "${leaf%% *}" "$index" || bad "event $1 is not in the ledger / 第 $1 个事件不在日志中: $proof"
}

check_events() {
  before=$failures
  events=0
  bytes=0
  : >"$tmp/signed"
  : >"$tmp/added"
  if [ ! -f data/events.jsonl ] || [ ! -f data/proofs/leaves.jsonl ]; then
    bad "missing / 缺少: data/events.jsonl, data/proofs/leaves.jsonl"
    return
  fi
  exec 3<data/events.jsonl 4<data/proofs/leaves.jsonl
  while IFS= read -r event <&3 || [ -n "$event" ]; do
    events=$((events + 1))
    bytes=$((bytes + ${#event} + 1))
    IFS= read -r entry <&4 || { bad "no ledger entry for event $events / 缺少日志条目: data/proofs/leaves.jsonl"; break; }
    check_event "$events" "$event" "$entry"
  done
  if IFS= read -r entry <&4; then bad "more entries than events / 事件缺失: data/events.jsonl"; fi
  exec 3<&- 4<&-
  # A shell reads over NUL bytes; the ledger does not.
  [ "$bytes" -eq "$(wc -c <data/events.jsonl)" ] || bad "not whole lines of text / 含有多余字节: data/events.jsonl"
  [ "$events" -gt 0 ] || bad "no events / 没有事件: data/events.jsonl"
  proofs=0
  for file in data/proofs/*.tlog-proof; do [ ! -f "$file" ] || proofs=$((proofs + 1)); done
  [ "$proofs" -eq "$events" ] || bad "$proofs proofs for $events events / 证明与事件数不符: data/proofs"
  [ "$failures" -ne "$before" ] ||
    ok "data/events.jsonl: $events events, each in the ledger / 共 $events 个事件，均在日志中"
}
check_events

# ---- 4. the keys that signed: possessed by whom they are registered to, and where in the ledger they were entered and revoked

# $1 key, $2 message, $3 signature
signature_holds() {
  case $(openssl pkey -pubin -in "$1" -noout -text 2>/dev/null) in
    *ED25519*) openssl pkeyutl -verify -pubin -inkey "$1" -rawin -in "$2" -sigfile "$3" ;;
    *prime256v1*) openssl dgst -sha256 -verify "$1" -signature "$3" "$2" ;;
    *SM2*) openssl dgst -sm3 -sigopt distid:1234567812345678 -verify "$1" -signature "$3" "$2" ;;
    *) false ;;
  esac >/dev/null 2>&1
}

# Whether the record $1.json about key $2 is what entry $1.leaf of type $3 names, and that is in the ledger: at $index.
entered() {
  record=$(cat "$1.json" 2>/dev/null)
  case $record in *"\"key\":\"$2\""*) ;; *) return 1 ;; esac
  at=${record#*\"at\":\"}
  at=${at%%\"*}
  printf '{"at":"%s","matter":"","sha256":"%s","subject":"%s","type":"%s","v":1}' \
    "$at" "$(hash_of "$1.json")" "$2" "$3" >"$tmp/leaf"
  same "$tmp/leaf" "$1.leaf" && read_proof "$1.tlog-proof" || return 1
  leaf=$({ printf '\000'; cat "$1.leaf"; } | sha256sum)
  included "${leaf%% *}" "$index"
}

check_possession() {  # $1 path without its ending, $2 id; after entered()
  account=${record#*\"account\":\"}
  account=${account%%\",\"algorithm\":*}
  printf '{"account":"%s","key":"%s","type":"urn:gavel:key-possession:1"}' "$account" "$2" >"$tmp/possession"
  same "$tmp/possession" "$1.possession.json" &&
    signature_holds "$1.pub.pem" "$1.possession.json" "$1.possession.sig"
}

# Possession of a key older than this proof may have been proved afterwards, and that entered.
check_late_proof() {  # $1 path without its ending, $2 id
  [ -f "$1.possessed.json" ] || [ -f "$1.possessed.leaf" ] || [ -f "$1.possessed.tlog-proof" ] || return 0
  if entered "$1.possessed" "$2" key-possession && [ "$index" -gt "$from" ]; then
    case $record in *"\"possession_sha256\":\"$(hash_of "$1.possession.sig")\""*) return ;; esac
  fi
  bad "the proof of possession is not in the ledger / 持有证明不在日志中: $1.possessed.json"
}

check_entry() {  # $1 path without its ending
  id=${1##*/}
  if [ "$(openssl pkey -pubin -in "$1.pub.pem" -outform DER 2>/dev/null | sha256sum | word)" != "$id" ]; then
    bad "not the key that its name says / 公钥与名称不符: $1.pub.pem"
    return
  fi
  if ! entered "$1.registered" "$id" key; then
    bad "the key's registration is not in the ledger / 密钥登记不在日志中: $1.registered.json"
    return
  fi
  from=$index
  check_possession "$1" "$id" || bad "nothing proves that the key is held / 没有持有私钥的证明: $1.possession.sig"
  check_late_proof "$1" "$id"
  to=-
  if [ -f "$1.revoked.json" ] || [ -f "$1.revoked.leaf" ] || [ -f "$1.revoked.tlog-proof" ]; then
    if entered "$1.revoked" "$id" key-revocation && [ "$index" -gt "$from" ]; then to=$index
    else
      bad "the key's revocation is not in the ledger / 密钥注销不在日志中: $1.revoked.json"
      return
    fi
  fi
  printf '%s %s %s\n' "$id" "$from" "$to" >>"$tmp/keys"
  if [ "$to" = - ]; then ok "$1: registered at $from / 登记于日志第 $from 条"
  else ok "$1: registered at $from, revoked at $to / 登记于日志第 $from 条，注销于第 $to 条"
  fi
}

check_keys() {
  : >"$tmp/keys"
  for file in data/keys/*.pub.pem; do [ ! -f "$file" ] || check_entry "${file%.pub.pem}"; done
}
check_keys

# Whether key $1 was registered before place $2 of the ledger and not revoked before it.
in_force() {
  while read -r id from to; do
    [ "$id" = "$1" ] || continue
    [ "$2" -gt "$from" ] || return 1
    [ "$to" = - ] || [ "$2" -lt "$to" ]
    return
  done <"$tmp/keys"
  return 1
}

# ---- 5. the statements: signed, and performed by an event that names statement and key

check_statement() {  # $1 path without its ending
  for ending in json sig pub.pem; do
    [ -f "$1.$ending" ] || { bad "missing / 缺少: $1.$ending"; return; }
  done
  if ! signature_holds "$1.pub.pem" "$1.json" "$1.sig"; then
    bad "signature does not verify / 签名无效: $1.json"
    return
  fi
  digest=$(hash_of "$1.json")
  signer=$(openssl pkey -pubin -in "$1.pub.pem" -outform DER | sha256sum | word)
  printf '%s\n' "$digest" >>"$tmp/statements"
  performed=no
  place=
  while read -r its_digest its_key its_place; do
    [ "$its_digest $its_key" != "$digest $signer" ] || { performed=yes; place=$its_place; }
  done <"$tmp/signed"
  if [ "$performed" = yes ] && ! in_force "$signer" "$place"; then
    bad "the key was not in force where it was signed / 签名时密钥未登记或已注销: $1.json"
  elif [ "$performed" = yes ]; then ok "$1.json: signature and event hold / 签名有效，事件在案"
  else bad "no event was performed by this statement and key / 没有对应事件: $1.json"
  fi
}

check_statements() {
  : >"$tmp/statements"
  for file in data/statements/*.json; do [ ! -f "$file" ] || check_statement "${file%.json}"; done
  while read -r digest signer place; do
    known=no
    while IFS= read -r line; do [ "$line" != "$digest" ] || known=yes; done <"$tmp/statements"
    [ "$known" = yes ] || bad "an event was signed, but its statement is not here / 缺少签名陈述: $digest"
  done <"$tmp/signed"
}
check_statements

# ---- 6. the time-stamps (RFC 3161) on the signatures

# The time that time-stamp $1 states, in seconds since 1970: certificates are judged as of then.
stamped_at() {
  openssl ts -reply -in "$1" -text 2>/dev/null | while IFS= read -r line; do
    case $line in 'Time stamp: '*) date -u -d "${line#*: }" +%s; break ;; esac
  done
}

check_time_stamp() {  # $1 path without its ending: STATEMENT.NUMBER
  stamped=${1%.*}.sig
  if [ ! -f "$stamped" ]; then bad "a time-stamp on no signature / 没有对应签名: $1.tsr"; return; fi
  if [ ! -f "$1.tsa.pem" ]; then bad "missing / 缺少: $1.tsa.pem"; return; fi
  roots=${tsa_roots:-$1.tsa.pem}
  at=$(stamped_at "$1.tsr")
  # The whole way to a root first; then as far as a certificate that is trusted itself.
  for partly in '' -partial_chain; do
    if openssl ts -verify -data "$stamped" -in "$1.tsr" -CAfile "$roots" -untrusted "$roots" -attime "${at:-0}" $partly >/dev/null 2>&1
    then ok "$1.tsr: stamped $(date -u -d "@$at" +%Y-%m-%dT%H:%M:%SZ) / 时间戳有效"; return; fi
  done
  bad "time-stamp does not verify / 时间戳无效: $1.tsr"
}

check_time_stamps() {
  for file in data/statements/*.tsr; do [ ! -f "$file" ] || check_time_stamp "${file%.tsr}"; done
  for file in data/statements/*.tsa.pem; do
    [ ! -f "$file" ] || [ -f "${file%.tsa.pem}.tsr" ] || bad "foreign file / 外来文件: $file"
  done
}
check_time_stamps

# ---- 7. the documents: each one's arrival is an event, and each arrival's document is here

check_documents() {
  before=$failures
  documents=0
  : >"$tmp/here"
  while IFS= read -r file; do
    case $file in
      data/[0-9][0-9]_*/*) ;;
      data/statements/*.json | data/statements/*.sig | data/statements/*.pub.pem | data/statements/*.tsr | \
        data/statements/*.tsa.pem | data/proofs/*.tlog-proof | data/keys/*.pub.pem | \
        data/keys/*.possession.json | data/keys/*.possession.sig | data/keys/*.possessed.json | \
        data/keys/*.possessed.leaf | data/keys/*.possessed.tlog-proof | data/keys/*.registered.json | \
        data/keys/*.registered.leaf | data/keys/*.registered.tlog-proof | data/keys/*.revoked.json | \
        data/keys/*.revoked.leaf | data/keys/*.revoked.tlog-proof | \
        data/proofs/checkpoint | data/proofs/leaves.jsonl | data/proofs/log.pub.pem | data/proofs/log.vkey | \
        data/metadata/mets.xml | data/metadata/premis.xml | data/metadata/dat46.xml | data/metadata/eep.xml | \
        data/metadata/eep.xsd | data/metadata/dc.xml | data/metadata/ead3.xml | data/metadata/relations.json | \
        data/metadata/bagit-profile.json | data/卷内文件目录.html | data/卷内文件目录.csv | \
        data/events.jsonl | data/comments.jsonl | data/verify.sh | data/README.txt) continue ;;
      data/procedure/*.scxml | data/procedure/*.csv)
        name=${file#data/procedure/}
        [ "$(hash_of "$file")" = "${name%.*}" ] || bad "not the file of this digest / 与摘要不符: $file"
        continue ;;
      data/renditions/*.txt)  # the text of a document that is here
        source=data/${file#data/renditions/}
        [ -f "${source%.txt}" ] || bad "text of no document / 没有对应文件: $file"
        continue ;;
      *) bad "foreign file / 外来文件: $file"; continue ;;
    esac
    documents=$((documents + 1))
    digest=$(hash_of "$file")
    printf '%s\n' "$digest" >>"$tmp/here"
    known=no
    while IFS= read -r line; do [ "$line" != "$digest" ] || known=yes; done <"$tmp/added"
    [ "$known" = yes ] || bad "no event records this document / 没有入卷事件: $file"
  done <"$tmp/files"
  sort -u "$tmp/here" >"$tmp/have"
  sort -u "$tmp/added" | comm -13 "$tmp/have" - >"$tmp/lost"
  bad_each "a document on record is not here / 在案文件缺失" "$tmp/lost"
  [ "$failures" -ne "$before" ] ||
    ok "$documents documents, each recorded by an event / 共 $documents 份文件，均有入卷事件"
}
check_documents

if [ "$failures" -eq 0 ] && [ ! -s "$tmp/failed" ]; then
  echo "VERIFIED  every check held / 全部通过"
  exit 0
fi
echo "NOT VERIFIED  $failures checks failed / $failures 项不通过"
exit 1
