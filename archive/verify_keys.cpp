// The keys that signed: each as the register has it, possessed by whom it is of, entered in the
// ledger under this package's checkpoint. That nothing later speaks against a key no package can
// show: a revocation that stands under the checkpoint is looked for in the ledger itself, which is
// open.
#include "archive/checkpoint.hpp"
#include "archive/package_keys.hpp"
#include "archive/statement.hpp"
#include "archive/verify_checks.hpp"

namespace gavel::archive {
namespace {

class Entry {
 public:
  Entry(Examination& about, std::string id) : about_(about), id_(std::move(id)) {}

  void run() {
    const auto pem = about_.text(path("pub.pem"));
    const auto registered = half("registered");
    if (!pem || !registered) return;
    KeyEntry entry{*pem, optional_text("possession.sig"), *registered, {}};
    if (any_of("revoked")) {
      entry.revoked = half("revoked");
      if (!entry.revoked) return;
    }
    if (any_of("possessed")) {
      entry.possessed = half("possessed");
      if (!entry.possessed) return;
    }
    const auto known = read_entry(entry, about_.log_vkey);
    if (!known) return about_.say(known.error().code, path(known.error().part));
    if (known->key.id() != id_) return about_.say("bad-signer-key", path("pub.pem"));
    if (optional_text("possession.json") != possession_bytes(known->account, id_))
      return about_.say("not-possessed", path("possession.json"));
    about_.keys.emplace(id_, *known);
  }

 private:
  [[nodiscard]] std::string path(const std::string& part) const {
    return std::string(keys_folder) + id_ + "." + part;
  }
  std::string optional_text(const std::string& part) {
    return about_.has(path(part)) ? about_.text(path(part)).value_or("") : "";
  }
  [[nodiscard]] bool any_of(const std::string& name) const {
    return about_.has(path(name + ".json")) || about_.has(path(name + ".leaf")) ||
           about_.has(path(name + ".tlog-proof"));
  }
  std::optional<LedgerRecord> half(const std::string& name) {
    const auto record = about_.text(path(name + ".json"));
    const auto leaf = about_.text(path(name + ".leaf"));
    const auto proof = about_.text(path(name + ".tlog-proof"));
    if (!record || !leaf || !proof) return std::nullopt;
    const auto parsed = parse_tlog_proof(*proof);
    if (!parsed || parsed->checkpoint_note != about_.note) {
      about_.say("bad-proof", path(name + ".tlog-proof"),
                 "not a proof under this package's checkpoint");
      return std::nullopt;
    }
    return LedgerRecord{*record, *leaf, *proof};
  }

  Examination& about_;
  std::string id_;
};

bool is_part(std::string_view part) {
  for (const char* known :
       {"pub.pem", "possession.json", "possession.sig", "registered.json", "registered.leaf",
        "registered.tlog-proof", "possessed.json", "possessed.leaf", "possessed.tlog-proof",
        "revoked.json", "revoked.leaf", "revoked.tlog-proof"}) {
    if (part == known) return true;
  }
  return false;
}

}  // namespace

void examine_keys(Examination& about) {
  std::set<std::string> signers, here;
  for (const Examination::Signed& performed : about.signatures) signers.insert(performed.key_id);
  for (const auto& [path, file] : about.files) {
    if (!path.starts_with(keys_folder)) continue;
    const std::string name = path.substr(keys_folder.size());
    const std::size_t dot = std::min(name.find('.'), name.size() - 1);
    const std::string id = name.substr(0, dot);
    if (!is_part(std::string_view(name).substr(dot + 1)) || !signers.contains(id))
      about.say("foreign-file", path, "of no key that signed");
    else
      here.insert(id);
  }
  if (!about.head) return;  // nothing can be shown to be in a ledger that is not believed
  for (const std::string& id : here) Entry(about, id).run();
}

}  // namespace gavel::archive
