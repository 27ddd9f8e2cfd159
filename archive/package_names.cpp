// Names in a package, and the archival code they hang under.
#include "archive/package_names.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "archive/canonical.hpp"
#include "archive/package.hpp"
#include "engine/base/characters.hpp"
#include "engine/base/ensure.hpp"
#include "engine/base/utf8.hpp"

namespace gavel::archive {

/// Characters that are not seen, and those that no path has within a name.
constexpr std::array<std::string_view, 7> never_in_names{"\u200B", "\u200E", "\u200F", "\uFEFF",
                                                         "/",      "\\",     "%"};

constexpr std::size_t name_max = 200;  // bytes; file systems allow 255

std::string padded(std::size_t number, int width) {
  std::array<char, 24> out{};
  std::snprintf(out.data(), out.size(), "%0*zu", width, number);
  return out.data();
}

std::string file_name(std::string_view wanted) {
  std::string out;
  for (std::size_t at = 0; at < wanted.size();) {
    const std::size_t begin = at;
    (void)next_code_point(wanted, at);
    const std::string_view one = wanted.substr(begin, at - begin);
    // What no text takes may stand in a name of before it was refused.
    const bool is_kept = !first_unfit(one, Lines::one) &&
                         std::ranges::find(never_in_names, one) == never_in_names.end();
    out += is_kept ? one : "_";
  }
  if (out.size() > name_max) {
    const std::size_t dot = out.rfind('.');
    const std::string extension =
        dot != std::string::npos && out.size() - dot <= 16 ? out.substr(dot) : "";
    std::size_t end = name_max - extension.size();
    while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;
    out = out.substr(0, end) + extension;
  }
  if (out.ends_with(' ') || out.ends_with('.')) out.back() = '_';
  return out;
}

bool is_utf8(std::string_view bytes) {
  try {
    (void)canonical(Json(boost::json::string_view(bytes.data(), bytes.size())));
    return true;
  } catch (const BrokenInvariant&) {  // canonical() is where the house knows UTF-8
    return false;
  }
}

std::string_view retention_words(std::string_view code) {
  if (code == "Y") return "永久";
  if (code == "D30") return "30年";
  return code == "D10" ? "10年" : "";
}

std::size_t security_rank(std::string_view security) {
  return static_cast<std::size_t>(std::ranges::find(security_classes, security) -
                                  security_classes.begin());
}

VolumeSecurity volume_security(const PackageInput& input) {
  VolumeSecurity out{input.security, input.security_source};
  for (const PackageDocument& each : input.documents) {
    if (each.security.empty() || security_rank(each.security) <= security_rank(out.security))
      continue;
    out = {each.security, "documents"};
  }
  return out;
}

std::string to_string(const ArchivalCode& code) {
  return code.fonds + "-" + code.category + "·" + std::to_string(code.year) + "-" + code.retention +
         "-" + code.office + "-" + padded(static_cast<std::size_t>(std::max(code.number, 0)), 4);
}

}  // namespace gavel::archive
