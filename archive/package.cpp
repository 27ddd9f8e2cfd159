#include "archive/package.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "archive/bag.hpp"
#include "archive/canonical.hpp"
#include "archive/checkpoint.hpp"
#include "archive/finding_aid.hpp"
#include "archive/metadata.hpp"
#include "archive/package_keys.hpp"
#include "archive/package_names.hpp"
#include "archive/seal.hpp"
#include "archive/signature.hpp"
#include "archive/text_rendition.hpp"
#include "archive/time_stamp.hpp"
#include "embedded/archive_assets.hpp"
#include "engine/base/characters.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::archive {
namespace {

class PackageWriter {
 public:
  PackageWriter(PackageInput input, const std::filesystem::path& directory)
      : input_(std::move(input)), directory_(directory), bag_(directory, bag_info(input_)) {
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
    write_keys();
    write_events();
    write_comments();
    write_proofs();
    write_sources();
    write_renditions();
    write_metadata();
    bag_.finish([&](const std::string& tagmanifest) {
      const std::string note = input_.seal(seal_body(to_string(input_.code), tagmanifest));
      ensure(open_note(note, input_.log_verifier_key).has_value(), "the ledger's key seals");
      return BagWriter::RootFiles{{std::string(seal_file), note}};
    });
    return declared();
  }

 private:
  static BagInfo bag_info(const PackageInput& input) {
    return {{"Source-Organization", input.organ},
            {"External-Identifier", to_string(input.code)},
            {"External-Description", input.title},
            {"Internal-Sender-Identifier", input.matter_id},
            {"Bagging-Date", to_string(day_of(input.built_at))},
            {"Bag-Software-Agent", input.software},
            {"BagIt-Profile-Identifier", "urn:gavel:bagit-profile:2"}};
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

  [[nodiscard]] std::string document_path(const PackageDocument& document) const {
    const std::string name =
        document.code + "_v" + std::to_string(document.version) + "_" + document.filename;
    return stage_folder(document.stage) + "/" + file_name(name);
  }

  void write_documents() {
    for (const PackageDocument& document : input_.documents) {
      const std::string path = document_path(document);
      const BagFile* file = bag_.adopt(path, document.sha256);
      if (file == nullptr) file = &bag_.add_stream(path, document.read);
      ensure(file->sha256 == document.sha256,
             "a stored document has the digest it was stored under: " + document.code);
      layout_.documents.push_back(*file);
    }
  }

  void write_sources() {
    for (const PackageSource& source : input_.sources) {
      ensure(sha256_hex(source.bytes) == source.sha256, "a pinned file is what its digest says");
      bag_.add("procedure/" + source.sha256 + "." + source.extension, source.bytes);
    }
  }

  void write_renditions() {
    for (std::size_t i = 0; i < input_.documents.size(); ++i) {
      const std::string& path = layout_.documents[i].path;
      const auto text = text_rendition(directory_ / path, input_.documents[i].media_type);
      if (!text) continue;
      const std::string inside = path.substr(std::string_view("data/").size());
      layout_.renditions.emplace_back(i, bag_.add("renditions/" + inside + ".txt", *text));
    }
  }

  [[nodiscard]] FindingAid finding_aid() const {
    FindingAid volume{.code = to_string(input_.code),
                      .title = input_.title,
                      .organ = input_.organ,
                      .fonds = input_.code.fonds,
                      .fonds_name = input_.fonds_name,
                      .matter = input_.matter_id,
                      .software = input_.software,
                      .year = input_.code.year,
                      .opened_at = input_.opened_at,
                      .closed_at = input_.closed_at,
                      .built_at = input_.built_at};
    for (const PackageStage& stage : input_.stages)
      volume.stages.emplace_back(stage.id, stage.title.zh);
    for (std::size_t i = 0; i < input_.documents.size(); ++i) {
      const PackageDocument& document = input_.documents[i];
      volume.items.push_back({.title = document.title.empty() ? document.filename : document.title,
                              .code = document.code,
                              .version = document.version,
                              .media_type = document.media_type,
                              .at = document.at,
                              .stage = document.stage,
                              .href = relative_reference(layout_.documents[i].path)});
    }
    return volume;
  }

  /// PREMIS names what it describes and METS names PREMIS, so the order is theirs.
  void write_metadata() {
    layout_.dat46 = bag_.add("metadata/dat46.xml", dat46_xml(input_, layout_));
    layout_.eep = bag_.add("metadata/eep.xml", eep_xml(input_, layout_));
    const FindingAid volume = finding_aid();
    layout_.dublin_core = bag_.add("metadata/dc.xml", dublin_core_xml(volume));
    layout_.finding_aid = bag_.add("metadata/ead3.xml", ead3_xml(volume));
    bag_.add("metadata/eep.xsd", asset::eep_xsd);
    bag_.add("metadata/bagit-profile.json", asset::bagit_profile_json);
    bag_.add("metadata/relations.json", relations_json(input_, layout_));
    layout_.premis = bag_.add("metadata/premis.xml", premis_xml(input_, layout_));
    bag_.add("卷内文件目录.html", catalogue_html(input_, layout_));
    bag_.add("卷内文件目录.csv", catalogue_csv(input_, layout_));
    bag_.add("verify.sh", asset::verify_sh);
    bag_.add("README.txt", readme());
    bag_.add("metadata/mets.xml", mets_xml(input_, layout_, bag_.files()));
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
      write_time_stamps(statement, name);
    }
  }

  /// As they are, be they of a key that was revoked too early: whoever reads the package judges.
  void write_keys() {
    std::set<std::string> entered;
    for (const KeyEntry& entry : input_.keys)
      entered.insert(write_key(bag_, entry, input_.checkpoint_note, input_.log_verifier_key));
    for (const BagFile& statement_key : layout_.keys) {
      const std::string pem = read_bag_file(directory_, statement_key.path).value_or("");
      ensure(entered.contains(PublicKey::from_pem(pem)->id()),
             "every key that signed is in the register: " + statement_key.path);
    }
  }

  void write_time_stamps(const PackageStatement& statement, const std::string& name) {
    for (std::size_t i = 0; i < statement.time_stamps.size(); ++i) {
      const PackageTimeStamp& kept = statement.time_stamps[i];
      const auto stamp = TimeStamp::parse(kept.bytes);
      const auto chain = TsaRoots::from_pem(kept.chain);
      ensure(stamp && chain, "a stored time-stamp can be read: " + statement.id);
      auto said = stamp->verify(statement.signature, *chain, std::nullopt);
      ensure(said.has_value(), "a stored time-stamp verifies: " + statement.id);
      const std::string numbered = name + "." + std::to_string(i + 1);
      layout_.time_stamps.push_back(
          {layout_.statements.size() - 1, bag_.add(numbered + ".tsr", kept.bytes),
           bag_.add(numbered + ".tsa.pem", kept.chain), *std::move(said)});
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
      if (!input_.comments) return;
      input_.comments([&](const JsonObject& comment) {
        put(canonical(comment) + "\n");
        ++comments_;
      });
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

  [[nodiscard]] std::string readme() const {
    return filled(asset::package_readme_txt,
                  {{"code", to_string(input_.code)},
                   {"title", in_one_line(input_.title)},
                   {"organ", in_one_line(input_.organ)},
                   {"matter", input_.matter_id},
                   {"built", to_string(input_.built_at)},
                   {"documents", std::to_string(input_.documents.size())},
                   {"statements", std::to_string(input_.statements.size())},
                   {"events", std::to_string(input_.events.size())},
                   {"comments", std::to_string(comments_)}});
  }

  [[nodiscard]] Declared declared() const {
    Declared out{to_string(input_.code),
                 input_.title,
                 input_.documents.size(),
                 input_.events.size(),
                 input_.statements.size(),
                 comments_,
                 {}};
    for (const BagFile& file : bag_.files())
      out.files.push_back({file.path, file.size, file.sha256});
    std::sort(out.files.begin(), out.files.end(),
              [](const DeclaredFile& a, const DeclaredFile& b) { return a.path < b.path; });
    return out;
  }

  PackageInput input_;
  const std::filesystem::path& directory_;
  BagWriter bag_;
  PackageLayout layout_;
  std::uint64_t comments_ = 0;
};

}  // namespace

Declared write_package(const PackageInput& input, const std::filesystem::path& directory) {
  return PackageWriter(input, directory).write();
}

}  // namespace gavel::archive
