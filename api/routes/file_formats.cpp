#include "api/routes/file_formats.hpp"

#include "api/routes/problem.hpp"
#include "api/routes/views.hpp"
#include "archive/file_format.hpp"

namespace gavel::api {
namespace {

constexpr std::size_t piece_size = 1u << 20;

/// By the catalogue, which does not name them all.
Json named(const std::string& media_type) {
  const std::string code = "format-" + media_type;
  const Text name = sentence(code, {});
  return name.zh == code ? Json(media_type) : Json(view(name));
}

/// The sentence about bytes that are shown to be `found`; empty: they show nothing.
std::string_view said_of(std::string_view declared, std::string_view found) {
  if (found == archive::program_type) return "wrong-format-program";
  if (archive::is_text_type(declared))
    return found.empty() || found == "text/plain" ? "wrong-format-not-utf8" : "wrong-format-found";
  return found.empty() ? "wrong-format-unknown" : "wrong-format-found";
}

}  // namespace

void check_format(const std::string& media_type, std::string_view bytes) {
  const std::string declared = media_type.substr(0, media_type.find(';'));
  archive::FormatInspector inspector(declared);
  for (std::size_t at = 0; at < bytes.size(); at += piece_size)
    inspector.put(bytes.substr(at, piece_size));
  const archive::FormatFinding finding = inspector.finish();
  const bool is_program = finding == archive::FormatFinding::executable;
  if (!is_program && finding != archive::FormatFinding::mismatched) return;
  const std::string found(is_program ? archive::program_type : inspector.found());
  throw Problem{
      .type = "wrong-format",
      .members = {{"declared", declared}, {"found", found.empty() ? Json() : Json(found)}},
      .detail =
          sentence(said_of(declared, found),
                   {{"declared", named(declared)}, {"found", named(found)}, {"type", found}})};
}

}  // namespace gavel::api
