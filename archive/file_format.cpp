#include "archive/file_format.hpp"

#include <algorithm>
#include <array>

#include "archive/package_names.hpp"

namespace gavel::archive {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view pdf_magic = "%PDF-", zip_magic = "PK\3\4",
                           png_magic = "\x89PNG\r\n\x1a\n", jpeg_magic = "\xFF\xD8\xFF",
                           wav_magic = "RIFF", ole_magic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

struct Listed {
  std::string_view media_type;
  std::string_view magic;  ///< Empty: no fixed beginning.
};

constexpr std::string_view docx =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
constexpr std::string_view xlsx =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::string_view pptx =
    "application/vnd.openxmlformats-officedocument.presentationml.presentation";
constexpr std::string_view odt = "application/vnd.oasis.opendocument.text";
constexpr std::string_view ods = "application/vnd.oasis.opendocument.spreadsheet";
constexpr std::string_view ofd = "application/ofd", vendor_ofd = "application/vnd.ofd";

constexpr std::array listed{
    Listed{"application/pdf", pdf_magic},
    Listed{ofd, zip_magic},
    Listed{vendor_ofd, zip_magic},
    Listed{docx, zip_magic},
    Listed{xlsx, zip_magic},
    Listed{pptx, zip_magic},
    Listed{odt, zip_magic},
    Listed{ods, zip_magic},
    Listed{"image/png", png_magic},
    Listed{"image/jpeg", jpeg_magic},
    Listed{"image/tiff", ""},
    Listed{"audio/wav", wav_magic},
    Listed{"audio/mpeg", ""},
    Listed{"video/mp4", ""},
};

/// Names that a zip holds in the clear, and the format that has them (OPC, GB/T 33190). Which file
/// is an OOXML document's main one, its relationships say; nearly all writers name it so.
struct Mark {
  std::string_view name, media_type;
};
constexpr std::array marks{
    Mark{"word/document", docx}, Mark{"xl/workbook", xlsx},       Mark{"ppt/presentation", pptx},
    Mark{"OFD.xml", ofd},        Mark{"[Content_Types].xml", ""},
};
constexpr std::size_t opc_mark = 4;

/// An OpenDocument file's first entry, stored as it is: its media type, behind a header of 30
/// bytes.
constexpr std::string_view odf_entry = "mimetype";
constexpr std::size_t zip_header = 30;

bool is_program(std::string_view bytes) {
  return bytes.starts_with(
             "\x7F"
             "ELF") ||
         bytes.starts_with("MZ") || bytes.starts_with("\xCF\xFA\xED\xFE") ||
         bytes.starts_with("\xCA\xFE\xBA\xBE");
}

constexpr std::string_view eicar = "EICAR-STANDARD-ANTIVIRUS-TEST-FILE";
constexpr std::string_view pdf_encryption = "/Encrypt";
constexpr std::size_t head_size = 128;

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

/// Letters of UTF-8 and no control characters.
bool looks_like_text(std::string_view head) {
  head.remove_suffix(unfinished(head));
  const auto is_control = [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) && c != '\n' && c != '\r' &&
           c != '\t' && c != '\f';
  };
  return !head.empty() && std::ranges::none_of(head, is_control) && is_utf8(head);
}

}  // namespace

bool is_text_type(std::string_view type) {
  type = type.substr(0, type.find(';'));
  return type.starts_with("text/") || type == "application/json" || type == "application/xml" ||
         type.ends_with("+json") || type.ends_with("+xml") || type == "application/jsonl";
}

FormatInspector::FormatInspector(std::string_view media_type)
    : type_(media_type.substr(0, media_type.find(';'))), text_(is_text_type(type_)) {}

void FormatInspector::put(std::string_view bytes) {
  head_ += bytes.substr(0, head_size - std::min(head_size, head_.size()));
  // Where two pieces meet, and then the piece: a pattern may lie across.
  tail_ += bytes.substr(0, eicar.size());
  for (const std::string_view part : {std::string_view(tail_), bytes}) {
    malicious_ = malicious_ || part.find(eicar) != std::string_view::npos;
    encrypt_ = encrypt_ || part.find(pdf_encryption) != std::string_view::npos;
    for (std::size_t i = 0; i < marks.size(); ++i)
      marks_[i] = marks_[i] || part.find(marks[i].name) != std::string_view::npos;
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

std::string_view FormatInspector::in_zip() const {
  const std::string_view head = head_;
  if (head.substr(std::min(zip_header, head.size())).starts_with(odf_entry)) {
    const std::string_view said = head.substr(zip_header + odf_entry.size());
    for (const std::string_view type : {odt, ods})
      if (said.starts_with(type)) return type;
  }
  for (std::size_t i = 0; i < marks.size(); ++i)
    if (marks_[i] && !marks[i].media_type.empty()) return marks[i].media_type;
  return "application/zip";
}

std::string_view FormatInspector::found() const {
  struct Beginning {
    std::string_view magic, media_type;
  };
  static constexpr std::array beginnings{
      Beginning{pdf_magic, "application/pdf"}, Beginning{png_magic, "image/png"},
      Beginning{jpeg_magic, "image/jpeg"},     Beginning{ole_magic, ole_type},
      Beginning{"II*\0"sv, "image/tiff"},      Beginning{"MM\0*"sv, "image/tiff"},
      Beginning{"GIF8", "image/gif"},          Beginning{wav_magic, "audio/wav"}};
  if (head_.starts_with(zip_magic)) return in_zip();
  for (const Beginning& each : beginnings)
    if (head_.starts_with(each.magic)) return each.media_type;
  if (looks_like_text(head_)) return "text/plain";
  return is_program(head_) ? program_type : "";
}

/// Of a zip: whether it may be of this format. It holds the format's own file; or what all OOXML
/// documents do, and no other's main file; or, of OpenDocument, nothing that tells another.
bool FormatInspector::is_of(std::string_view zip_type) const {
  if (zip_type == vendor_ofd) zip_type = ofd;
  for (std::size_t i = 0; i < marks.size(); ++i)
    if (marks_[i] && marks[i].media_type == zip_type) return true;
  const std::string_view shown = in_zip();
  const bool is_odf = zip_type == odt || zip_type == ods;
  const bool is_ooxml = zip_type == docx || zip_type == xlsx || zip_type == pptx;
  const bool is_open = shown == "application/zip";
  return shown == zip_type || (is_open && marks_[opc_mark] && is_ooxml) ||
         (is_open && !marks_[opc_mark] && is_odf);
}

FormatFinding FormatInspector::finish() {
  // A text may begin with the letters "MZ".
  const bool is_read = text_ && utf8_ && letter_.empty() && looks_like_text(head_);
  if (is_program(head_) && !is_read) return FormatFinding::executable;
  // Bit 0 of the general flags of a zip's first entry; a PDF's encryption dictionary.
  const bool is_zip = head_.starts_with(zip_magic);
  const bool zip_encrypted = is_zip && head_.size() > 7 && (head_[6] & 1) != 0;
  if (zip_encrypted || (head_.starts_with(pdf_magic) && encrypt_)) return FormatFinding::encrypted;
  if (text_) return utf8_ && letter_.empty() ? FormatFinding::good : FormatFinding::mismatched;
  const auto known = std::find_if(listed.begin(), listed.end(),
                                  [&](const Listed& one) { return one.media_type == type_; });
  if (known == listed.end()) return FormatFinding::unlisted;
  if (known->magic.empty()) return FormatFinding::unjudged;
  const bool begins = head_.starts_with(known->magic);
  return begins && (!is_zip || is_of(type_)) ? FormatFinding::good : FormatFinding::mismatched;
}

}  // namespace gavel::archive
