#include "archive/package_keys.hpp"

#include "archive/checkpoint.hpp"
#include "archive/statement.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::archive {
namespace {

void write_half(BagWriter& bag, const std::string& base, const LedgerRecord& half,
                const std::string& checkpoint_note) {
  const auto proof = parse_tlog_proof(half.proof);
  ensure(proof && proof->checkpoint_note == checkpoint_note,
         "a key's proof is under the package's checkpoint");
  bag.add(base + ".json", half.record);
  bag.add(base + ".leaf", half.leaf);
  bag.add(base + ".tlog-proof", half.proof);
}

}  // namespace

std::string write_key(BagWriter& bag, const KeyEntry& entry, const std::string& checkpoint_note,
                      std::string_view log_vkey) {
  const auto key = PublicKey::from_pem(entry.pem);
  ensure(key.has_value(), "a registered key can be read");
  const auto known = read_entry(entry, log_vkey);
  ensure(known || known.error().code == "not-possessed",
         "what the register says of a key is what the ledger holds: " + key->id());
  const std::string base = "keys/" + key->id();
  bag.add(base + ".pub.pem", entry.pem);
  if (!entry.possession.empty()) {
    bag.add(base + ".possession.json", possession_bytes(entry_account(entry), key->id()));
    bag.add(base + ".possession.sig", entry.possession);
  }
  write_half(bag, base + ".registered", entry.registered, checkpoint_note);
  if (entry.possessed) write_half(bag, base + ".possessed", *entry.possessed, checkpoint_note);
  if (entry.revoked) write_half(bag, base + ".revoked", *entry.revoked, checkpoint_note);
  return key->id();
}

}  // namespace gavel::archive
