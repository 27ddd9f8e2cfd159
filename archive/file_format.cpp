#include "archive/file_format.hpp"

#include <algorithm>
#include <array>

#include "archive/package_names.hpp"

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

bool is_program(std::string_view bytes) {
  return bytes.starts_with(
             "\x7F"
             "ELF") ||
         bytes.starts_with("MZ") || bytes.starts_with("\xCF\xFA\xED\xFE") ||
         bytes.starts_with("\xCA\xFE\xBA\xBE");
}

constexpr std::string_view eicar = "EICAR-STANDARD-ANTIVIRUS-TEST-FILE";
constexpr std::string_view pdf_encryption = "/Encrypt";
constexpr std::size_t head_size = 64;

/// Bytes at the end that begin a letter and do not end it.
std::size_t unfinished(std::string_view bytes) {
  for (std::size_t back = 1; back <= 3 && back <= bytes.size(); ++back) {
    const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
    if ((byte & 0xC0U) == 0x80U) continue;
    const std::size_t length = byte >= 0xF0U ? 4 : byte >= 0xE0U ? 3 : byte >= 0xC0U ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

}  // namespace

FormatInspector::FormatInspector(std::string_view media_type)
    : type_(media_type.substr(0, media_type.find(';'))), text_(is_text(type_)) {}

void FormatInspector::put(std::string_view bytes) {
  head_ += bytes.substr(0, head_size - std::min(head_size, head_.size()));
  // Where two pieces meet, and then the piece: a pattern may lie across.
  tail_ += bytes.substr(0, eicar.size());
  for (const std::string_view part : {std::string_view(tail_), bytes}) {
    malicious_ = malicious_ || part.find(eicar) != std::string_view::npos;
    encrypt_ = encrypt_ || part.find(pdf_encryption) != std::string_view::npos;
  }
  if (bytes.size() >= eicar.size()) tail_ = bytes.substr(bytes.size() - eicar.size());
  if (tail_.size() > eicar.size()) tail_.erase(0, tail_.size() - eicar.size());
  if (text_) put_text(bytes);
}

void FormatInspector::put_text(std::string_view bytes) {
  const std::string whole = letter_ + std::string(bytes);
  const std::size_t rest = unfinished(whole);
  utf8_ = utf8_ && is_utf8(std::string_view(whole).substr(0, whole.size() - rest));
  letter_ = whole.substr(whole.size() - rest);
}

FormatFinding FormatInspector::finish() {
  if (is_program(head_)) return FormatFinding::executable;
  // Bit 0 of the general flags of a zip's first entry; a PDF's encryption dictionary.
  const bool zip_encrypted = head_.starts_with("PK\3\4") && head_.size() > 7 && (head_[6] & 1) != 0;
  if (zip_encrypted || (head_.starts_with("%PDF-") && encrypt_)) return FormatFinding::encrypted;
  if (text_) return utf8_ && letter_.empty() ? FormatFinding::good : FormatFinding::mismatched;
  const auto known = std::find_if(listed.begin(), listed.end(),
                                  [&](const Listed& one) { return one.media_type == type_; });
  if (known == listed.end()) return FormatFinding::unlisted;
  if (known->magic.empty()) return FormatFinding::unjudged;
  return head_.starts_with(known->magic) ? FormatFinding::good : FormatFinding::mismatched;
}

FormatFinding inspect_format(std::string_view media_type, std::string_view bytes) {
  FormatInspector inspector(media_type);
  inspector.put(bytes);
  return inspector.finish();
}

}  // namespace gavel::archive
