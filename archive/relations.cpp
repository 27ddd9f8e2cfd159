#include <map>

#include "archive/canonical.hpp"
#include "archive/metadata.hpp"

namespace gavel::archive {
namespace {

JsonObject relation(const std::string& from, std::string_view kind, const std::string& to) {
  return {{"from", from}, {"relation", kind}, {"to", to}};
}

/// "data/events.jsonl#12": the twelfth line.
std::string event_line(const BagFile& events, std::size_t number) {
  return events.path + "#" + std::to_string(number);
}

/// Lines that hold `"member":"value"`; canonical JSON has no other spelling of it.
std::vector<std::size_t> lines_with(const PackageInput& input, std::string_view member,
                                    const std::string& value) {
  const std::string sought = "\"" + std::string(member) + "\":\"" + value + "\"";
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < input.events.size(); ++i) {
    if (input.events[i].line.find(sought) != std::string::npos) out.push_back(i + 1);
  }
  return out;
}

}  // namespace

std::string relations_json(const PackageInput& input, const PackageLayout& layout) {
  JsonArray relations;
  if (input.follows) {
    // Of a matter that ended without a volume its id is all there is to name.
    const bool has_volume = !input.follows->archival_code.empty();
    JsonObject follows =
        relation(to_string(input.code), "follows",
                 has_volume ? input.follows->archival_code : input.follows->matter_id);
    follows["matter"] = input.follows->matter_id;
    relations.push_back(std::move(follows));
  }
  std::map<std::string, std::map<int, std::string>> versions;
  for (std::size_t i = 0; i < input.documents.size(); ++i)
    versions[input.documents[i].code][input.documents[i].version] = layout.documents[i].path;
  for (const auto& [code, paths] : versions) {
    const std::string* earlier = nullptr;
    for (const auto& [version, path] : paths) {
      if (earlier != nullptr) relations.push_back(relation(path, "supersedes", *earlier));
      earlier = &path;
    }
  }
  for (const BagFile& document : layout.documents) {
    const auto lines = lines_with(input, "sha256", document.sha256);
    if (!lines.empty())
      relations.push_back(
          relation(document.path, "recorded_by", event_line(layout.events, lines.front())));
  }
  for (std::size_t i = 0; i < layout.statements.size(); ++i) {
    const std::string& statement = layout.statements[i].path;
    relations.push_back(relation(layout.signatures[i].path, "signs", statement));
    relations.push_back(relation(layout.keys[i].path, "verifies", layout.signatures[i].path));
    for (const std::size_t line :
         lines_with(input, "statement_sha256", layout.statements[i].sha256))
      relations.push_back(relation(statement, "performs", event_line(layout.events, line)));
  }
  for (const auto& [statement, stamp, chain, said] : layout.time_stamps) {
    relations.push_back(relation(stamp.path, "time_stamps", layout.signatures[statement].path));
    relations.push_back(relation(chain.path, "verifies", stamp.path));
  }
  for (std::size_t i = 0; i < layout.proofs.size(); ++i)
    relations.push_back(
        relation(layout.proofs[i].path, "proves", event_line(layout.events, i + 1)));
  return canonical(JsonObject{{"archival_code", to_string(input.code)},
                              {"matter", input.matter_id},
                              {"relations", std::move(relations)}}) +
         "\n";
}

}  // namespace gavel::archive
