#include <map>

#include "archive/four_checks.hpp"
#include "archive/four_property.hpp"

namespace gavel::archive {

Declared declared_by(const std::filesystem::path& bag) {
  const PackageRecord found = read_package(bag);
  const VolumeRecord volume = found.volume.value_or(VolumeRecord{});
  Declared out{.archival_code = volume.archival_code,
               .title = volume.title,
               .documents = count_in(volume.items).value_or(0),
               .events = found.event_lines.size(),
               .statements = found.statements,
               .comments = found.comments,
               .files = {}};
  const std::map<std::string, std::uint64_t> sizes(found.files.begin(), found.files.end());
  constexpr std::size_t before_path = 66;  // 64 digits and two spaces
  for (const std::string& line :
       text_lines(read_bag_file(bag, "manifest-sha256.txt").value_or(""))) {
    if (line.size() <= before_path) continue;
    const std::string path = line.substr(before_path);
    const auto size = sizes.find(path);
    out.files.push_back({path, size == sizes.end() ? 0 : size->second, line.substr(0, 64)});
  }
  return out;
}

JsonObject encode(const Declared& declared) {
  JsonArray files;
  for (const DeclaredFile& file : declared.files)
    files.push_back(JsonObject{{"path", file.path}, {"size", file.size}, {"sha256", file.sha256}});
  return {{"archival_code", declared.archival_code},
          {"title", declared.title},
          {"documents", declared.documents},
          {"events", declared.events},
          {"statements", declared.statements},
          {"comments", declared.comments},
          {"files", std::move(files)}};
}

std::optional<Declared> decode_declared(const JsonObject& encoded) {
  try {
    Declared out{.archival_code = boost::json::value_to<std::string>(encoded.at("archival_code")),
                 .title = boost::json::value_to<std::string>(encoded.at("title")),
                 .documents = encoded.at("documents").to_number<std::uint64_t>(),
                 .events = encoded.at("events").to_number<std::uint64_t>(),
                 .statements = encoded.at("statements").to_number<std::uint64_t>(),
                 .comments = encoded.at("comments").to_number<std::uint64_t>(),
                 .files = {}};
    for (const Json& file : encoded.at("files").as_array())
      out.files.push_back({boost::json::value_to<std::string>(file.at("path")),
                           file.at("size").to_number<std::uint64_t>(),
                           boost::json::value_to<std::string>(file.at("sha256"))});
    return out;
  } catch (const std::exception&) {  // the library's ways of saying absent and otherwise typed
    return std::nullopt;
  }
}

}  // namespace gavel::archive
