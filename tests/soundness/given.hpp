#pragma once
// Charts in small, each with one fault or none.
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/soundness/soundness.hpp"
#include "tests/file_text.hpp"

namespace gavel::soundness {

inline std::string written(const std::vector<Diagnostic>& diagnostics) {
  std::string out;
  for (const Diagnostic& each : diagnostics) out += in_words(each).en + "\n";
  return out;
}

inline std::shared_ptr<const procedure::Procedure> procedure_of(std::string_view xml) {
  auto read = procedure::read(xml, "p.scxml", "abc");
  if (read.procedure == nullptr) throw std::runtime_error(written(read.diagnostics));
  return read.procedure;
}

/// A chart whose content begins on line 2; it begins in the first state.
inline std::string chart_text(std::string_view content) {
  std::string xml =
      "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" xmlns:g=\"urn:gavel:procedure:1\" "
      "version=\"1.0\" datamodel=\"ecmascript\" name=\"p\" g:version=\"1\" g:zh=\"程\" "
      "g:en=\"p\">\n";
  return xml.append(content) + "\n</scxml>";
}

/// `<g:event>` for each word, sent by anyone.
inline std::string events(std::string_view words) {
  std::istringstream in{std::string(words)};
  std::string out, name;
  while (in >> name) {
    out += "<g:event name=\"" + name + "\" who=\"anyone\" zh=\"事\" en=\"e\"/>";
  }
  return out;
}

inline std::vector<Diagnostic> check_text(std::string_view content) {
  return check(*procedure_of(chart_text(content)));
}

/// "line code: what is said" of every diagnostic.
inline std::vector<std::string> found(std::string_view content) {
  std::vector<std::string> out;
  for (const Diagnostic& each : check_text(content)) {
    out.push_back(std::to_string(each.place.line) + " " + each.says.code + ": " +
                  in_words(each.says).en);
  }
  return out;
}

/// "line code" alone.
inline std::vector<std::string> codes(std::string_view content) {
  std::vector<std::string> out;
  for (const Diagnostic& each : check_text(content)) {
    out.push_back(std::to_string(each.place.line) + " " + each.says.code);
  }
  return out;
}

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

}  // namespace gavel::soundness
