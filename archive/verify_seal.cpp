// The ledger's key, its checkpoint, and its seal over the package.
#include "archive/seal.hpp"
#include "archive/signature.hpp"
#include "archive/verify_checks.hpp"

namespace gavel::archive {
namespace {

constexpr const char* vkey_file = "data/proofs/log.vkey";
constexpr const char* pem_file = "data/proofs/log.pub.pem";
constexpr const char* note_file = "data/proofs/checkpoint";

void examine_key(Examination& about, const std::string& log_key) {
  std::string vkey = about.text(vkey_file).value_or("");
  const std::string pem = about.text(pem_file).value_or("");
  if (!vkey.ends_with('\n')) return about.say("bad-log-key", vkey_file);
  vkey.pop_back();
  const auto id = spki_id(vkey);
  if (!id || vkey.find('\n') != std::string::npos) return about.say("bad-log-key", vkey_file);
  const auto key = PublicKey::from_pem(pem);
  if (!key || key->id() != *id || key->pem() != pem) about.say("bad-log-key", pem_file);
  if (!log_key.empty() && !is_same_key(vkey, log_key)) return about.say("other-log-key", vkey_file);
  about.log_vkey = std::move(vkey);
}

void examine_checkpoint(Examination& about) {
  const std::string note = about.text(note_file).value_or("");
  const auto head = open_checkpoint(note, about.log_vkey);
  if (!head) return about.say("bad-checkpoint", note_file, std::string(code(head.error())));
  about.head = *head;
  about.note = note;
  about.verdict.origin = head->origin;
}

}  // namespace

void examine_seal(Examination& about, const std::string& log_key) {
  examine_key(about, log_key);
  if (about.log_vkey.empty()) return;
  examine_checkpoint(about);
  const std::string seal_path(seal_file);
  const auto note = about.text(seal_path);
  if (!note) return;
  const std::string body =
      seal_body(about.verdict.archival_code, about.text("tagmanifest-sha512.txt").value_or(""));
  const auto sealed = open_note(*note, about.log_vkey);
  // One signature and nothing beside it: a line that no one checks could say anything.
  const bool one_line =
      note->starts_with(body + "\n") && note->find('\n', body.size() + 1) == note->size() - 1;
  if (!sealed)
    about.say("bad-seal", seal_path, std::string(code(sealed.error())));
  else if (*sealed != body || !one_line)
    about.say("bad-seal", seal_path, "it seals other tag files");
}

}  // namespace gavel::archive
