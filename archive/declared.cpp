#include "archive/four_property.hpp"

namespace gavel::archive {

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
