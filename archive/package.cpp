#include "archive/package.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <tuple>

#include "archive/bag.hpp"
#include "archive/canonical.hpp"
#include "archive/checkpoint.hpp"
#include "archive/metadata.hpp"
#include "archive/signature.hpp"
#include "embedded/archive_assets.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::archive {
namespace {

constexpr std::size_t name_max = 200;  // bytes; file systems allow 255

std::string padded(std::size_t number, int width) {
  std::array<char, 24> out{};
  std::snprintf(out.data(), out.size(), "%0*zu", width, number);
  return out.data();
}

/// A name every file system and every shell can bear: separators, controls, and % and \ (which
/// manifests would have to escape) become '_'. PREMIS keeps the original name.
std::string file_name(std::string_view wanted) {
  std::string out;
  for (const char c : wanted) {
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    out += control || c == '/' || c == '\\' || c == '%' ? '_' : c;
  }
  if (out.size() <= name_max) return out;
  const std::size_t dot = out.rfind('.');
  const std::string extension =
      dot != std::string::npos && out.size() - dot <= 16 ? out.substr(dot) : "";
  std::size_t end = name_max - extension.size();
  while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;  // whole letters
  return out.substr(0, end) + extension;
}

class PackageWriter {
 public:
  PackageWriter(PackageInput input, const std::filesystem::path& directory)
      : input_(std::move(input)), bag_(directory, bag_info(input_)) {
    // The order of the file: by stage, within it by code, within that by version.
    std::stable_sort(
        input_.documents.begin(), input_.documents.end(),
        [&](const PackageDocument& a, const PackageDocument& b) {
          return std::tuple(stage_number(a.stage), std::string_view(a.code), a.version) <
                 std::tuple(stage_number(b.stage), std::string_view(b.code), b.version);
        });
  }

  Declared write() {
    write_documents();
    write_statements();
    write_events();
    write_comments();
    write_proofs();
    bag_.add("metadata/premis.xml", premis_xml(input_, layout_));
    bag_.add("metadata/dat46.xml", dat46_xml(input_, layout_));
    bag_.add("metadata/relations.json", relations_json(input_, layout_));
    bag_.add("verify.sh", asset::verify_sh);
    bag_.add("README.txt", readme());
    bag_.finish();
    return declared();
  }

 private:
  static BagInfo bag_info(const PackageInput& input) {
    return {{"Source-Organization", input.organ},
            {"External-Identifier", to_string(input.code)},
            {"External-Description", input.title},
            {"Internal-Sender-Identifier", input.matter_id},
            {"Bagging-Date", to_string(day_of(input.built_at))},
            {"Bag-Software-Agent", input.software}};
  }

  /// From 1; 99 for a document of no stage.
  [[nodiscard]] std::size_t stage_number(const std::string& id) const {
    for (std::size_t i = 0; i < input_.stages.size(); ++i) {
      if (input_.stages[i].id == id) return i + 1;
    }
    return 99;
  }

  [[nodiscard]] std::string stage_folder(const std::string& id) const {
    const std::size_t number = stage_number(id);
    if (number > input_.stages.size()) return "99_other";
    const Text& title = input_.stages[number - 1].title;
    return padded(number, 2) + "_" + file_name(title.zh.empty() ? id : title.zh);
  }

  void write_documents() {
    for (const PackageDocument& document : input_.documents) {
      const std::string bytes = document.read();
      ensure(sha256_hex(bytes) == document.sha256,
             "a stored document has the digest it was stored under: " + document.code);
      const std::string name =
          document.code + "_v" + std::to_string(document.version) + "_" + document.filename;
      layout_.documents.push_back(
          bag_.add(stage_folder(document.stage) + "/" + file_name(name), bytes));
    }
  }

  void write_statements() {
    for (const PackageStatement& statement : input_.statements) {
      const auto key = PublicKey::from_pem(statement.public_key_pem);
      ensure(key.has_value() && key->verify(statement.bytes, statement.signature),
             "a stored signature verifies: " + statement.id);
      const std::string name = "statements/" + file_name(statement.id);
      layout_.statements.push_back(bag_.add(name + ".json", statement.bytes));
      layout_.signatures.push_back(bag_.add(name + ".sig", statement.signature));
      layout_.keys.push_back(bag_.add(name + ".pub.pem", key->pem()));
      layout_.algorithms.emplace_back(archive::name(key->algorithm()));
    }
  }

  void write_events() {
    layout_.events = bag_.add_stream("events.jsonl", [&](const auto& put) {
      for (const PackageEvent& event : input_.events) {
        ensure(event.line.find('\n') == std::string::npos, "an event is one line");
        put(event.line + "\n");
      }
    });
  }

  void write_comments() {
    layout_.comments = bag_.add_stream("comments.jsonl", [&](const auto& put) {
      for (const JsonObject& comment : input_.comments) put(canonical(comment) + "\n");
    });
  }

  void write_proofs() {
    const auto head = open_checkpoint(input_.checkpoint_note, input_.log_verifier_key);
    ensure(head.has_value(), "the checkpoint is signed by the ledger's key");
    bag_.add("proofs/checkpoint", input_.checkpoint_note);
    bag_.add("proofs/log.pub.pem", input_.log_public_pem);
    bag_.add("proofs/log.vkey", input_.log_verifier_key + "\n");
    std::string leaves;
    for (std::size_t i = 0; i < input_.events.size(); ++i) {
      const PackageEvent& event = input_.events[i];
      const std::string& leaf = event.leaf.empty() ? event.line : event.leaf;
      ensure(verify_inclusion(leaf_hash(leaf), event.index, head->size, event.proof, head->root),
             "every event's leaf is in the ledger: line " + std::to_string(i + 1));
      leaves += leaf + "\n";
      layout_.proofs.push_back(
          bag_.add("proofs/" + padded(i + 1, 6) + ".tlog-proof",
                   tlog_proof(event.index, event.proof, input_.checkpoint_note)));
    }
    layout_.leaves = bag_.add("proofs/leaves.jsonl", leaves);
  }

  std::string readme() const {
    const std::map<std::string, std::string> values{
        {"code", to_string(input_.code)},
        {"title", input_.title},
        {"organ", input_.organ},
        {"matter", input_.matter_id},
        {"built", to_string(input_.built_at)},
        {"documents", std::to_string(input_.documents.size())},
        {"statements", std::to_string(input_.statements.size())},
        {"events", std::to_string(input_.events.size())},
        {"comments", std::to_string(input_.comments.size())}};
    std::string out;
    std::string_view rest = asset::package_readme_txt;
    while (!rest.empty()) {
      const std::size_t open = rest.find('{');
      out += rest.substr(0, open);
      if (open == std::string_view::npos) break;
      const std::size_t close = rest.find('}', open);
      ensure(close != std::string_view::npos, "every placeholder of the README is closed");
      out += values.at(std::string(rest.substr(open + 1, close - open - 1)));
      rest.remove_prefix(close + 1);
    }
    return out;
  }

  [[nodiscard]] Declared declared() const {
    Declared out{to_string(input_.code),
                 input_.title,
                 input_.documents.size(),
                 input_.events.size(),
                 input_.statements.size(),
                 input_.comments.size(),
                 {}};
    for (const BagFile& file : bag_.files())
      out.files.push_back({file.path, file.size, file.sha256});
    std::sort(out.files.begin(), out.files.end(),
              [](const DeclaredFile& a, const DeclaredFile& b) { return a.path < b.path; });
    return out;
  }

  PackageInput input_;
  BagWriter bag_;
  PackageLayout layout_;
};

}  // namespace

std::string to_string(const ArchivalCode& code) {
  return code.fonds + "-" + code.category + "·" + std::to_string(code.year) + "-" + code.retention +
         "-" + code.office + "-" + padded(static_cast<std::size_t>(std::max(code.number, 0)), 4);
}

Declared write_package(const PackageInput& input, const std::filesystem::path& directory) {
  return PackageWriter(input, directory).write();
}

}  // namespace gavel::archive
