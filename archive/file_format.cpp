#include "archive/file_format.hpp"

#include <algorithm>
#include <array>

#include "archive/canonical.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::archive {
namespace {

using namespace std::string_view_literals;

struct Listed {
  std::string_view media_type;
  std::string_view magic;  ///< Empty: no fixed beginning.
};

constexpr std::array listed{
    Listed{"application/pdf", "%PDF-"},
    Listed{"application/ofd", "PK\3\4"},
    Listed{"application/vnd.ofd", "PK\3\4"},
    Listed{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK\3\4"},
    Listed{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK\3\4"},
    Listed{"application/vnd.openxmlformats-officedocument.presentationml.presentation", "PK\3\4"},
    Listed{"application/vnd.oasis.opendocument.text", "PK\3\4"},
    Listed{"application/vnd.oasis.opendocument.spreadsheet", "PK\3\4"},
    Listed{"image/png", "\x89PNG\r\n\x1a\n"},
    Listed{"image/jpeg", "\xFF\xD8\xFF"},
    Listed{"image/tiff", ""},
    Listed{"audio/wav", "RIFF"},
    Listed{"audio/mpeg", ""},
    Listed{"video/mp4", ""},
};

bool is_text(std::string_view type) {
  return type.starts_with("text/") || type == "application/json" || type == "application/xml" ||
         type.ends_with("+json") || type.ends_with("+xml") || type == "application/jsonl";
}

bool is_utf8(std::string_view bytes) {
  try {
    (void)canonical(Json(boost::json::string_view(bytes.data(), bytes.size())));
    return true;
  } catch (const BrokenInvariant&) {  // canonical() is where the house knows UTF-8
    return false;
  }
}

bool is_program(std::string_view bytes) {
  return bytes.starts_with(
             "\x7F"
             "ELF") ||
         bytes.starts_with("MZ") || bytes.starts_with("\xCF\xFA\xED\xFE") ||
         bytes.starts_with("\xCA\xFE\xBA\xBE");
}

/// Bit 0 of the general flags of a zip's first entry; a PDF's encryption dictionary.
bool is_encrypted(std::string_view bytes) {
  if (bytes.starts_with("PK\3\4") && bytes.size() > 7) return (bytes[6] & 1) != 0;
  return bytes.starts_with("%PDF-") && bytes.find("/Encrypt") != std::string_view::npos;
}

}  // namespace

FormatFinding inspect_format(std::string_view media_type, std::string_view bytes) {
  const std::string_view type = media_type.substr(0, media_type.find(';'));
  if (is_program(bytes)) return FormatFinding::executable;
  if (is_encrypted(bytes)) return FormatFinding::encrypted;
  if (is_text(type)) return is_utf8(bytes) ? FormatFinding::good : FormatFinding::mismatched;
  const auto known = std::find_if(listed.begin(), listed.end(),
                                  [&](const Listed& one) { return one.media_type == type; });
  if (known == listed.end()) return FormatFinding::unlisted;
  return bytes.starts_with(known->magic) ? FormatFinding::good : FormatFinding::mismatched;
}

}  // namespace gavel::archive
