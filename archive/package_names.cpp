// Names in a package, and the archival code they hang under.
#include "archive/package_names.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "archive/package.hpp"

namespace gavel::archive {

constexpr std::size_t name_max = 200;  // bytes; file systems allow 255

std::string padded(std::size_t number, int width) {
  std::array<char, 24> out{};
  std::snprintf(out.data(), out.size(), "%0*zu", width, number);
  return out.data();
}

std::string file_name(std::string_view wanted) {
  std::string out;
  for (const char c : wanted) {
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    out += control || c == '/' || c == '\\' || c == '%' ? '_' : c;
  }
  if (out.size() <= name_max) return out;
  const std::size_t dot = out.rfind('.');
  const std::string extension =
      dot != std::string::npos && out.size() - dot <= 16 ? out.substr(dot) : "";
  std::size_t end = name_max - extension.size();
  while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;  // whole letters
  return out.substr(0, end) + extension;
}

std::string to_string(const ArchivalCode& code) {
  return code.fonds + "-" + code.category + "·" + std::to_string(code.year) + "-" + code.retention +
         "-" + code.office + "-" + padded(static_cast<std::size_t>(std::max(code.number, 0)), 4);
}

}  // namespace gavel::archive
