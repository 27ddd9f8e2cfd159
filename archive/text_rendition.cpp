#include "archive/text_rendition.hpp"

#include <algorithm>
#include <cctype>
#include <functional>
#include <map>
#include <memory>

#include <archive.h>
#include <archive_entry.h>
#include <pugixml.hpp>

namespace gavel::archive {
namespace {

using LibArchive = struct ::archive;  // the library's handle has this namespace's name
constexpr std::size_t text_max = 32u << 20;

using Parts = std::map<std::string, std::string>;  // name in the zip, bytes

/// The zip's entries that `wanted` names; empty when the file is no zip or too much is wanted.
std::optional<Parts> unzip(const std::filesystem::path& file,
                           const std::function<bool(const std::string&)>& wanted) {
  struct Close {
    void operator()(LibArchive* it) const { archive_read_free(it); }
  };
  const std::unique_ptr<LibArchive, Close> zip(archive_read_new());
  archive_read_support_format_zip(zip.get());
  if (archive_read_open_filename(zip.get(), file.c_str(), 1u << 16) != ARCHIVE_OK)
    return std::nullopt;
  Parts parts;
  std::size_t total = 0;
  std::string piece(1u << 16, '\0');
  archive_entry* entry = nullptr;
  int result = ARCHIVE_OK;
  while ((result = archive_read_next_header(zip.get(), &entry)) == ARCHIVE_OK) {
    const char* const stored = archive_entry_pathname(entry);
    if (stored == nullptr || !wanted(stored)) continue;
    std::string& bytes = parts[stored];
    la_ssize_t got = 0;
    while ((got = archive_read_data(zip.get(), piece.data(), piece.size())) > 0) {
      total += static_cast<std::size_t>(got);
      if (total > text_max) return std::nullopt;  // a zip may unpack to anything
      bytes.append(piece, 0, static_cast<std::size_t>(got));
    }
    if (got < 0) return std::nullopt;
  }
  if (result != ARCHIVE_EOF || parts.empty()) return std::nullopt;
  return parts;
}

/// An element's name without its prefix: prefixes are the file's own choice.
std::string_view local(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

struct Words {
  std::string_view text;       ///< Element whose character data is text; empty: all of it.
  std::string_view paragraph;  ///< Element that ends a line.
  std::string_view heading;    ///< Another such; may be empty.
};

// An office document nests its runs by the dozen, not by the thousand.
constexpr int depth_max = 256;

void collect(const pugi::xml_node& node, const Words& words, bool inside, int depth,
             std::string& out) {
  if (depth > depth_max) return;
  if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
    if (inside) out += node.value();
    return;
  }
  const std::string_view name = local(node);
  if (name == "tab" || name == "s") out += '\t';
  if (name == "br" || name == "line-break") out += '\n';
  const bool ends_line =
      name == words.paragraph || (!words.heading.empty() && name == words.heading);
  const bool in_text = inside || (words.text.empty() ? ends_line : name == words.text);
  for (const pugi::xml_node child : node.children()) collect(child, words, in_text, depth + 1, out);
  if (ends_line) out += '\n';
}

std::optional<std::string> words_of(const std::string& xml, const Words& words) {
  pugi::xml_document document;
  if (!document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata))
    return std::nullopt;
  std::string out;
  collect(document, words, false, 0, out);
  return out;
}

std::optional<std::string> one_part(const std::filesystem::path& file, const std::string& part,
                                    const Words& words) {
  const auto parts = unzip(file, [&](const std::string& name) { return name == part; });
  return parts ? words_of(parts->begin()->second, words) : std::nullopt;
}

/// "Doc_0/Pages/Page_12/Content.xml" sorts by its numbers, not by its letters.
std::string by_number(const std::string& name) {
  std::string out;
  for (std::size_t i = 0; i < name.size();) {
    if (std::isdigit(static_cast<unsigned char>(name[i])) == 0) {
      out += name[i++];
      continue;
    }
    const std::size_t end = std::min(name.find_first_not_of("0123456789", i), name.size());
    out += std::string(12 - std::min<std::size_t>(12, end - i), '0') + name.substr(i, end - i);
    i = end;
  }
  return out;
}

std::optional<std::string> ofd(const std::filesystem::path& file) {
  const auto parts = unzip(file, [](const std::string& name) {
    return name.find("/Pages/") != std::string::npos && name.ends_with(".xml");
  });
  if (!parts) return std::nullopt;
  std::map<std::string, const std::string*> pages;
  for (const auto& [name, bytes] : *parts) pages[by_number(name)] = &bytes;
  std::string out;
  for (const auto& [name, bytes] : pages) {
    const auto text = words_of(*bytes, {"TextCode", "TextObject", ""});
    if (!text) return std::nullopt;
    out += *text;
  }
  return out;
}

}  // namespace

std::optional<std::string> text_rendition(const std::filesystem::path& file,
                                          std::string_view media_type) {
  const std::string_view type = media_type.substr(0, media_type.find(';'));
  if (type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    return one_part(file, "word/document.xml", {"t", "p", ""});
  if (type == "application/vnd.oasis.opendocument.text")
    return one_part(file, "content.xml", {"", "p", "h"});
  if (type == "application/ofd" || type == "application/vnd.ofd") return ofd(file);
  return std::nullopt;
}

}  // namespace gavel::archive
