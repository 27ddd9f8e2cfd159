// The event log: one canonical line an event, numbered without a gap, each line named by its ledger
// entry, each entry under the checkpoint's root, in the order in which they were entered.
#include <fstream>

#include "archive/canonical.hpp"
#include "archive/leaf.hpp"
#include "archive/package_names.hpp"
#include "archive/verify_checks.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::archive {
namespace {

constexpr const char* events_file = "data/events.jsonl";
constexpr std::string_view first_proof = "data/proofs/000001.tlog-proof";
constexpr const char* leaves_file = "data/proofs/leaves.jsonl";

std::string place(std::size_t number) { return "event " + std::to_string(number); }

/// The object, anywhere below, that has this member.
const JsonObject* holder(const Json& value, std::string_view member) {
  if (value.is_object()) {
    if (value.get_object().contains(member)) return &value.get_object();
    for (const auto& [name, below] : value.get_object()) {
      if (const JsonObject* found = holder(below, member)) return found;
    }
  } else if (value.is_array()) {
    for (const Json& below : value.get_array()) {
      if (const JsonObject* found = holder(below, member)) return found;
    }
  }
  return nullptr;
}

std::int64_t number_in(const JsonObject& in, std::string_view name) {
  const Json* const found = in.if_contains(name);
  return found != nullptr && found->is_int64() ? found->get_int64() : -1;
}

class Events {
 public:
  explicit Events(Examination& about) : about_(about) {}

  void run() {
    if (!about_.has(events_file) || !about_.has(leaves_file)) {
      for (const char* file : {events_file, leaves_file}) {
        if (!about_.has(file)) about_.say("missing-file", file);
      }
      return;
    }
    std::ifstream leaves(about_.bag / leaves_file, std::ios::binary);
    const bool whole =
        each_line(about_.bag / events_file, [&](std::size_t n, const std::string& line) {
          std::string leaf;
          const bool is_line = static_cast<bool>(std::getline(leaves, leaf)) && !leaves.eof();
          if (!is_line) about_.say("leaf-mismatch", leaves_file, "no whole line for " + place(n));
          event(n, line, leaf);
          about_.verdict.events = n;
        });
    if (!whole) about_.say("bad-event", events_file, "its last line has no end");
    if (about_.verdict.events == 0) about_.say("bad-event", events_file, "no events");
    if (leaves.peek() != std::ifstream::traits_type::eof())
      about_.say("leaf-mismatch", leaves_file, "more entries than events");
    about_.last = latest_;
    proofs();
  }

 private:
  void event(std::size_t number, const std::string& line, const std::string& leaf) {
    const auto parsed = canonical_object(line);
    if (!parsed)
      return about_.say("bad-event", events_file, place(number) + " is not canonical JSON");
    if (number_in(*parsed, "seq") != static_cast<std::int64_t>(number))
      return about_.say("event-gap", events_file, place(number));
    if (number == 1 && string_or(*parsed, "kind") != "opened")
      about_.say("bad-event", events_file, "the first event does not open the matter");
    const auto at = parse_instant(string_or(*parsed, "at"));
    if (!at || *at < latest_)
      about_.say("bad-event", events_file, place(number) + ": earlier than the one before it");
    else
      latest_ = *at;
    named(number, line, *parsed, leaf);
    included(number, leaf);
    dossier(number, *parsed);
    signature(*parsed);
    if (string_or(*parsed, "kind") == "document") document(object_in(*parsed, "data"));
  }

  /// The entry is the line itself, or the one that our ledger makes of it.
  void named(std::size_t number, const std::string& line, const JsonObject& event,
             const std::string& leaf) {
    if (leaf == line) return;
    const auto at = parse_instant(string_or(event, "at"));
    if (at &&
        leaf == leaf_bytes({"event", about_.matter, std::to_string(number), sha256_hex(line), *at}))
      return;
    about_.say("leaf-mismatch", leaves_file, place(number));
  }

  void included(std::size_t number, const std::string& leaf) {
    const std::string path = "data/proofs/" + padded(number, 6) + ".tlog-proof";
    const auto text = about_.text(path);
    if (!text || !about_.head) return;
    const auto proof = parse_tlog_proof(*text);
    if (!proof || *text != tlog_proof(proof->index, proof->proof, about_.note))
      return about_.say("bad-proof", path, "not a proof under this package's checkpoint");
    if (!verify_inclusion(leaf_hash(leaf), proof->index, about_.head->size, proof->proof,
                          about_.head->root))
      return about_.say("not-in-ledger", path, place(number));
    if (number > 1 && proof->index <= index_)
      about_.say("bad-proof", path, "entered before the event that came earlier");
    index_ = proof->index;
  }

  /// What the event was judged by is what the documents before it give.
  void dossier(std::size_t number, const JsonObject& event) {
    const JsonObject facts = object_in(object_in(event, "facts"), "dossier");
    const std::string said = string_or(facts, "sha256");
    if (!said.empty() && said != dossier_digest(entries_))
      about_.say("dossier-mismatch", events_file, place(number));
  }

  void signature(const JsonObject& event) {
    const Json whole(event);
    const JsonObject* const found = holder(whole, "statement_sha256");
    if (found == nullptr) return;
    about_.signatures.push_back({.statement_sha256 = string_or(*found, "statement_sha256"),
                                 .key_id = string_or(*found, "key_id"),
                                 .event = string_or(event, "name"),
                                 .dossier_sha256 = dossier_digest(entries_),
                                 .place = index_});
  }

  void document(const JsonObject& data) {
    about_.documents.push_back({.code = string_or(data, "code"),
                                .filename = string_or(data, "filename"),
                                .media_type = string_or(data, "media_type"),
                                .sha256 = string_or(data, "sha256"),
                                .version = number_in(data, "version")});
    const auto& added = about_.documents.back();
    entries_.push_back({added.sha256, added.code, static_cast<int>(added.version), added.filename});
  }

  /// As many proofs as events, none beside them.
  void proofs() {
    const std::string last = "data/proofs/" + padded(about_.verdict.events, 6) + ".tlog-proof";
    for (const auto& [path, file] : about_.files) {
      const bool is_proof = path.starts_with("data/proofs/") && path.ends_with(".tlog-proof");
      // Names of one width sort as their numbers; each up to the last was asked for above.
      if (is_proof && (path > last || path.size() != last.size() || path < first_proof))
        about_.say("foreign-file", path, "the proof of no event");
    }
  }

  Examination& about_;
  Instant latest_{};
  std::uint64_t index_ = 0;
  std::vector<DossierEntry> entries_;
};

}  // namespace

bool each_line(const std::filesystem::path& file,
               const std::function<void(std::size_t, const std::string&)>& line) {
  std::ifstream in(file, std::ios::binary);
  std::string text;
  for (std::size_t number = 1; std::getline(in, text); ++number) {
    if (in.eof()) return false;  // what stands there has no '\n'
    line(number, text);
  }
  return in.eof();
}

std::optional<JsonObject> canonical_object(const std::string& line) {
  const auto parsed = parse_json(line);
  if (!parsed || !parsed->is_object()) return std::nullopt;
  try {
    if (canonical(*parsed) != line) return std::nullopt;
  } catch (const BrokenInvariant&) {  // what canonical JSON cannot hold
    return std::nullopt;
  }
  return parsed->get_object();
}

void examine_events(Examination& about) { Events(about).run(); }

}  // namespace gavel::archive
