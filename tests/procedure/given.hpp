#pragma once
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/procedure/procedure.hpp"

namespace gavel::procedure {

inline std::string written(const std::vector<Diagnostic>& diagnostics) {
  std::string out;
  for (const Diagnostic& each : diagnostics) out += in_words(each).en + "\n";
  return out;
}

/// A file whose annotations begin on line 2, one state "a" and then `states`.
inline ReadResult read_with(
    std::string_view annotations, std::string_view states = "",
    std::string_view attributes = "name=\"p\" g:version=\"1\" g:zh=\"程序\" g:en=\"Procedure\"") {
  std::string xml =
      "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" xmlns:g=\"urn:gavel:procedure:1\" "
      "version=\"1.0\" datamodel=\"ecmascript\" ";
  xml += attributes;
  xml += ">\n";
  xml += annotations;
  xml += "\n<datamodel><data id=\"began\"/></datamodel>\n<state id=\"a\"/>\n";
  xml += states;
  return read(xml + "</scxml>", "p.scxml", "abc");
}

inline std::shared_ptr<const Procedure> well(const ReadResult& result) {
  if (result.procedure == nullptr) throw std::runtime_error(written(result.diagnostics));
  return result.procedure;
}

/// "line:column code" of every diagnostic; the column is that of the element's name.
inline std::vector<std::string> found(const ReadResult& result) {
  std::vector<std::string> out;
  for (const Diagnostic& each : result.diagnostics) {
    EXPECT_EQ(each.place.file, "p.scxml");
    out.push_back(std::to_string(each.place.line) + ":" + std::to_string(each.place.column) + " " +
                  each.says.code);
  }
  return out;
}

}  // namespace gavel::procedure
