#pragma once
// What a file of the source tree says, for tests of what is shipped.
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace gavel {

/// `path` from the root: "workflows/letters.scxml". To the byte; throws where there is none.
inline std::string file_text(const std::string& path) {
  std::ifstream in(std::string(GAVEL_SOURCE_DIR) + "/" + path, std::ios::binary);
  std::ostringstream out;
  if (!in || !(out << in.rdbuf())) throw std::runtime_error("cannot read " + path);
  return out.str();
}

/// The State Council's notices of 2019 to 2026.
inline std::string shipped_calendar() { return file_text("workflows/calendar/prc-2019-2026.csv"); }

}  // namespace gavel
